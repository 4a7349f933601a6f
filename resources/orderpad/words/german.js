/** The page's texts in German. */

/** @type {Record<string, string>} */
export const GERMAN = {
  "{count} customers": "{count} Kunden",
  "{count} found. The first {shown} are shown; type more to narrow it down.":
    "{count} gefunden. Die ersten {shown} werden gezeigt; tippen Sie mehr ein, um einzugrenzen.",
  "{count} in stock": "{count} auf Lager",
  "{count} orders": "{count} Aufträge",
  "{count} products": "{count} Produkte",
  "1 customer": "1 Kunde",
  "1 in stock": "1 auf Lager",
  "1 order": "1 Auftrag",
  "1 product": "1 Produkt",
  "A new version of this page is ready.": "Eine neue Version dieser Seite ist bereit.",
  "A newer version of this page is open in another tab. Load this one again.":
    "In einem anderen Tab ist eine neuere Version dieser Seite offen. Laden Sie diese neu.",
  Addresses: "Adressen",
  "As of {moment}": "Stand {moment}",
  "Back to {page}": "Zurück zu {page}",
  Cancel: "Abbrechen",
  Catalog: "Katalog",
  "Choose a passphrase of at least {count} characters. A few words do well.":
    "Wählen Sie eine Passphrase mit mindestens {count} Zeichen. Ein paar Wörter genügen.",
  Code: "Code",
  Contact: "Ansprechpartner",
  "Credit limit": "Kreditlimit",
  Customers: "Kunden",
  Discontinued: "Abgekündigt",
  "Do you use Smart Client on this computer? Then copy the whole address of this page, with everything after #, and paste it there as head office's address.":
    "Nutzen Sie Smart Client auf diesem Computer? Dann kopieren Sie die ganze Adresse dieser Seite, mit allem hinter #, und fügen Sie sie dort als Adresse der Zentrale ein.",
  "Exchanging …": "Wird ausgetauscht …",
  "E-mail": "E-Mail",
  "Everything that this browser holds of Smart Client will be removed. To come back you need a new code from head office.":
    "Alles, was dieser Browser von Smart Client enthält, wird entfernt. Um wiederzukommen, brauchen Sie einen neuen Code der Zentrale.",
  "Found nothing. Try fewer letters.": "Nichts gefunden. Versuchen Sie es mit weniger Buchstaben.",
  "Head office can't use its database now. This page tries again by itself.":
    "Die Zentrale kann ihre Datenbank gerade nicht benutzen. Diese Seite versucht es von selbst wieder.",
  "Head office does not know this browser any more. Sign out here, and sign in again with a new code.":
    "Die Zentrale kennt diesen Browser nicht mehr. Melden Sie sich hier ab und mit einem neuen Code wieder an.",
  "Head office is not reached. You can go on with what is here; this page tries again by itself.":
    "Die Zentrale ist nicht erreichbar. Sie können mit dem weiterarbeiten, was hier ist; diese Seite versucht es von selbst wieder.",
  "Head office no longer serves this version of the page. Load it again.":
    "Die Zentrale bedient diese Version der Seite nicht mehr. Laden Sie sie neu.",
  "Head office revoked this browser's access. Ask head office.":
    "Die Zentrale hat diesem Browser den Zugang entzogen. Fragen Sie die Zentrale.",
  "Head office was not reached. Check the connection and try again; the code is still good.":
    "Die Zentrale war nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal; der Code gilt weiter.",
  "I forgot my passphrase": "Ich habe meine Passphrase vergessen",
  "In step with head office": "Abgeglichen mit der Zentrale",
  "Load again": "Neu laden",
  "Loading from head office …": "Wird von der Zentrale geladen …",
  Lock: "Sperren",
  Menu: "Menü",
  "Not connected": "Nicht verbunden",
  "Nobody can open what is here without the passphrase. It will be removed from this browser; head office has all of it. Ask head office for a new code to sign in.":
    "Ohne die Passphrase kann niemand öffnen, was hier ist. Es wird aus diesem Browser entfernt; die Zentrale hat alles davon. Bitten Sie die Zentrale um einen neuen Code, um sich anzumelden.",
  "No orders yet.": "Noch keine Aufträge.",
  Notes: "Notizen",
  Number: "Nummer",
  "Open balance": "Offener Betrag",
  Orders: "Aufträge",
  "Out of stock": "Nicht auf Lager",
  Passphrase: "Passphrase",
  "Payment terms": "Zahlungsbedingungen",
  Phone: "Telefon",
  "Remove and start again": "Entfernen und neu beginnen",
  "Replaced by {sku}": "Ersetzt durch {sku}",
  "Search customers by name, number, contact or city": "Kunden suchen nach Name, Nummer, Ansprechpartner oder Ort",
  "Search products by name, number or bar code": "Produkte suchen nach Name, Nummer oder Strichcode",
  Show: "Zeigen",
  "Show passphrase": "Passphrase zeigen",
  "Sign in": "Anmelden",
  "Sign out": "Abmelden",
  "Sign out and remove everything here": "Abmelden und hier alles entfernen",
  "Signed in as {name}": "Angemeldet als {name}",
  "Signing in …": "Anmeldung …",
  "Skip to the content": "Zum Inhalt springen",
  "Smart Client keeps your customers and the catalog in this browser, encrypted with your passphrase, so that you have them without a network.":
    "Smart Client bewahrt Ihre Kunden und den Katalog in diesem Browser auf, mit Ihrer Passphrase verschlüsselt, damit Sie sie auch ohne Netz haben.",
  "Something went wrong here. Load the page again; nothing is lost.":
    "Hier ist etwas schiefgegangen. Laden Sie die Seite neu; nichts ist verloren.",
  "Start again": "Neu beginnen",
  "Sync now": "Jetzt synchronisieren",
  "That is not the passphrase of this browser. Try again.":
    "Das ist nicht die Passphrase dieses Browsers. Versuchen Sie es noch einmal.",
  "That is no code of head office: something is missing or mistyped. Compare it with what you were given.":
    "Das ist kein Code der Zentrale: Etwas fehlt oder ist vertippt. Vergleichen Sie ihn mit dem, den Sie bekommen haben.",
  "The browser does not let this page store anything. Leave private browsing, or free some space, and load the page again.":
    "Der Browser lässt diese Seite nichts speichern. Verlassen Sie den privaten Modus oder schaffen Sie Platz, und laden Sie die Seite neu.",
  "The browser may remove what is stored here when space runs short.":
    "Der Browser darf entfernen, was hier gespeichert ist, wenn der Platz knapp wird.",
  "The browser promised to keep what is stored here.":
    "Der Browser hat zugesagt, zu behalten, was hier gespeichert ist.",
  "The head office at this address is not the one that this browser was signed in at. Nothing was sent. Check the address, or ask head office.":
    "Die Zentrale unter dieser Adresse ist nicht die, bei der dieser Browser angemeldet wurde. Es wurde nichts gesendet. Prüfen Sie die Adresse oder fragen Sie die Zentrale.",
  "The code is wrong, used already or too old. Ask head office for a new one.":
    "Der Code ist falsch, schon benutzt oder zu alt. Bitten Sie die Zentrale um einen neuen.",
  "This browser is signed out. Everything that it held of Smart Client was removed.":
    "Dieser Browser ist abgemeldet. Alles, was er von Smart Client enthielt, wurde entfernt.",
  "This customer is not among yours any more.": "Dieser Kunde gehört nicht mehr zu Ihren.",
  "This page works without a network now": "Diese Seite funktioniert jetzt ohne Netz",
  Today: "Heute",
  "Too many wrong codes came from here. Wait a quarter of an hour, then try again.":
    "Von hier kamen zu viele falsche Codes. Warten Sie eine Viertelstunde und versuchen Sie es dann noch einmal.",
  Unlock: "Entsperren",
  "Unlocking …": "Wird entsperrt …",
  "What is on this device": "Was auf diesem Gerät ist",
  "Work offline": "Offline arbeiten",
  "Working offline": "Sie arbeiten offline",
  "You work offline. Nothing is exchanged with head office until you switch that off.":
    "Sie arbeiten offline. Mit der Zentrale wird nichts ausgetauscht, bis Sie das ausschalten.",
};
