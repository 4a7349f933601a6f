"""Lists: tables with their columns, search, pages and thumbnails."""
