"""Reading a company's data from a folder of CSV files."""
