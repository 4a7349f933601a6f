"""The page at the service's own address: what to do with a link that was opened in a browser.

The code stands in the link after ``#``, which a browser keeps to itself. Nothing on the page reads
it: there is no script, and nothing is loaded.
"""

from base64 import b64encode
from hashlib import sha256
from typing import Final

HTML_TYPE: Final = "text/html"

_STYLE: Final = """
:root { color-scheme: light dark;
  --ground: #f4f5f7; --card: #fff; --text: #1d2329; --line: #d5dae0 }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15191e; --card: #1e242b; --text: #e6e9ed; --line: #39424d }
}
body { margin: 0; padding: 1.5rem 1rem; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif }
section { max-width: 36rem; margin: 0 auto 1rem; padding: 1.25rem 1.5rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .5rem; overflow-wrap: break-word }
h1 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.3 }
ol { margin: 0 0 .75rem; padding-left: 1.4rem }
li { margin: .35rem 0 }
p { margin: 0 }
"""

SIGN_IN_PAGE: Final = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Smart Client</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<section>
<h1>Sign in with Smart Client</h1>
<ol>
<li>Install Smart Client on this device the way head office says, and open it.</li>
<li>Choose <strong>Sign in</strong>.</li>
<li>Copy the whole address of this page from the browser's address bar, with everything after
<strong>#</strong>, and paste it as head office's address.</li>
</ol>
<p>The code in it works once and only for a while. If it is refused, ask head office for
another.</p>
</section>
<section lang="de">
<h1>Mit Smart Client anmelden</h1>
<ol>
<li>Installieren Sie Smart Client auf diesem Gerät, wie es Ihnen die Zentrale gesagt hat, und öffnen
Sie es.</li>
<li>Wählen Sie <strong>Anmelden</strong>.</li>
<li>Kopieren Sie die ganze Adresse dieser Seite aus der Adresszeile des Browsers, mit allem hinter
<strong>#</strong>, und fügen Sie sie als Adresse der Zentrale ein.</li>
</ol>
<p>Der Code darin gilt einmal und nur eine Zeit lang. Wird er abgelehnt, bitten Sie die Zentrale um
einen anderen.</p>
</section>
</main>
</body>
</html>
""".encode()

SIGN_IN_PAGE_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src "
    f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
"""What keeps everything else from the page: no script, no other site, no frame."""
