"""The NISP database as its public export writes it: one Markdown file with YAML front matter per record."""
