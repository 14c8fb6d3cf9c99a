"""Foreign files in, tables out: NISP archives and FMN profiles are read here, pages are exported from here.

A file is read and checked completely before anything is written: it is refused with one sentence that names
file, record and field, or taken over with a list of everything odd in it. What a record means belongs to
`accord.standards`; signed packages between instances come later.
"""
