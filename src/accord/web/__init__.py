"""Server-rendered pages: views, forms, templates, one folder per subject. Holds no rules and no queries."""
