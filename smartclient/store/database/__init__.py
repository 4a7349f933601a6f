"""The store's database: tables, migrations, opening, and what it knows of itself."""
