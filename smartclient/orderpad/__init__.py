"""What the order pad runs of Smart Client in the browser: head office's rules over a rep's data.

Everything here, and everything it imports, is the standard library and code of ours that needs
nothing else: it is sent to the page as it is, and runs there under Pyodide.
"""
