/** The page's texts in German. */

/** @type {Record<string, string>} */
export const GERMAN = {
  "1 customer": "1 Kunde",
  "1 in stock": "1 auf Lager",
  "1 order": "1 Auftrag",
  "1 product": "1 Produkt",
  "A new version of this page is ready.": "Eine neue Version dieser Seite ist bereit.",
  "A newer version of this page is open in another tab. Load this one again.":
    "In einem anderen Tab ist eine neuere Version dieser Seite offen. Laden Sie diese neu.",
  "A part of this page that files need is missing. Connect to head office and load the page again; if this is said again, ask head office to install Smart Client again. No file was written.":
    "Ein Teil dieser Seite, den Dateien brauchen, fehlt. Verbinden Sie sich mit der Zentrale und laden Sie die Seite neu; kommt diese Meldung wieder, bitten Sie die Zentrale, Smart Client noch einmal zu installieren. Es wurde keine Datei geschrieben.",
  "A quantity is a whole number from 1 on.": "Eine Menge ist eine ganze Zahl ab 1.",
  Add: "Hinzufügen",
  Addresses: "Adressen",
  Amount: "Betrag",
  Answered: "Beantwortet",
  "As of {moment}": "Stand {moment}",
  "Ask head office": "Zentrale fragen",
  "Ask head office for a new code to sign in.":
    "Lassen Sie sich von der Zentrale einen neuen Code zum Anmelden geben.",
  "Ask head office …": "Zentrale fragen …",
  Back: "Zurück",
  "Back to {page}": "Zurück zu {page}",
  "Before: {price} on {day}, quantity {quantity}": "Zuvor: {price} am {day}, Menge {quantity}",
  "By {name}: {value}": "Von {name}: {value}",
  "Can arrive by {day}.": "Kann bis {day} eintreffen.",
  Cancel: "Abbrechen",
  "Cancel the order": "Auftrag stornieren",
  "Cancel the order …": "Auftrag stornieren …",
  Catalog: "Katalog",
  Change: "Ändern",
  "Choose a passphrase of at least {count} characters. A few words do well.":
    "Wählen Sie eine Passphrase mit mindestens {count} Zeichen. Ein paar Wörter genügen.",
  "Choose what to do": "Wählen Sie, was geschehen soll",
  "Choose what to do …": "Wählen, was geschehen soll …",
  Code: "Code",
  Contact: "Ansprechpartner",
  "Credit limit": "Kreditlimit",
  Customers: "Kunden",
  "Deliver on": "Liefern am",
  Discard: "Verwerfen",
  "Discard the draft": "Entwurf verwerfen",
  Discontinued: "Abgekündigt",
  Discount: "Rabatt",
  "Do you use Smart Client on this computer? Then copy the whole address of this page, with everything after #, and paste it there as head office's address.":
    "Nutzen Sie Smart Client auf diesem Computer? Dann kopieren Sie die ganze Adresse dieser Seite, mit allem hinter #, und fügen Sie sie dort als Adresse der Zentrale ein.",
  "Draft. What you enter is saved on this device as you type.":
    "Entwurf. Was Sie eingeben, wird beim Tippen auf diesem Gerät gespeichert.",
  Drafts: "Entwürfe",
  "E-mail": "E-Mail",
  "Everything that this browser holds of Smart Client will be removed. To come back you need a new code from head office.":
    "Alles, was dieser Browser von Smart Client enthält, wird entfernt. Um wiederzukommen, brauchen Sie einen neuen Code der Zentrale.",
  "Exchanging …": "Wird ausgetauscht …",
  "Found nothing. Try fewer letters.": "Nichts gefunden. Versuchen Sie es mit weniger Buchstaben.",
  Freight: "Fracht",
  "Head office can't use its database now. This page tries again by itself.":
    "Die Zentrale kann ihre Datenbank gerade nicht benutzen. Diese Seite versucht es von selbst wieder.",
  "Head office does not know the key of this browser yet. Connect to head office once, then try again. No file was written.":
    "Die Zentrale kennt den Schlüssel dieses Browsers noch nicht. Verbinden Sie sich einmal mit der Zentrale und versuchen Sie es dann noch einmal. Es wurde keine Datei geschrieben.",
  "Head office does not know this browser any more. Your work is here still: ask head office for a new code, and sign in with it.":
    "Die Zentrale kennt diesen Browser nicht mehr. Ihre Arbeit ist noch hier: Bitten Sie die Zentrale um einen neuen Code, und melden Sie sich damit an.",
  "Head office asked for what is here to be removed, and has not taken all that was not sent yet. This page tries again by itself.":
    "Die Zentrale will, dass alles hier entfernt wird, und hat noch nicht alles übernommen, was nicht gesendet war. Diese Seite versucht es von selbst wieder.",
  "Outbox": "Postausgang",
  "Nothing waits for head office.": "Nichts wartet auf die Zentrale.",
  "Only in this browser": "Nur in diesem Browser",
  "At head office, not answered yet": "In der Zentrale, noch nicht beantwortet",
  "Work {day}.age": "Arbeit {day}.age",
  "The file is among your downloads. Have it carried to head office. What is in it is sent over the network as well once there is one, and counts once.":
    "Die Datei liegt bei Ihren Downloads. Lassen Sie sie in die Zentrale bringen. Was darin ist, wird auch über das Netz gesendet, sobald es eines gibt, und zählt einmal.",
  "Save to a file": "In eine Datei speichern",
  "No network for long?": "Lange kein Netz?",
  "Save what waits to a file that only head office can read, and have it carried there.":
    "Speichern Sie, was wartet, in eine Datei, die nur die Zentrale lesen kann, und lassen Sie sie dorthin bringen.",
  "Your draft is not in it: place it first.": "Ihr Entwurf ist nicht darin: Geben Sie ihn zuerst auf.",
  "Your {count} drafts are not in it: place them first.": "Ihre {count} Entwürfe sind nicht darin: Geben Sie sie zuerst auf.",
  "{what} only in this browser": "{what} nur in diesem Browser",
  "1 change of a customer": "1 Änderung eines Kunden",
  "{count} changes of customers": "{count} Änderungen von Kunden",
  "1 decision": "1 Entscheidung",
  "{count} decisions": "{count} Entscheidungen",
  "Only this browser has {what}. That would be lost: send it first, or save it to a file in the outbox.":
    "{what} hat nur dieser Browser. Das ginge verloren: Senden Sie es zuerst, oder speichern Sie es im Postausgang in eine Datei.",
  "Only this browser has {what}. That is lost with it.": "{what} hat nur dieser Browser. Das geht damit verloren.",
  "Sign out all the same, and lose it": "Trotzdem abmelden und es verlieren",
  "Customer data": "Kundendaten",
  "This device has no room left for what head office sent. You can go on with what is here. Free some space; this page tries again by itself.":
    "Auf diesem Gerät ist kein Platz mehr für das, was die Zentrale sendet. Sie können mit dem arbeiten, was hier ist. Schaffen Sie Platz; diese Seite versucht es von selbst wieder.",
  "1 record of your work in this browser is broken. Ask head office which of your orders it has, and enter again what is missing.":
    "1 Datensatz Ihrer Arbeit in diesem Browser ist beschädigt. Fragen Sie die Zentrale, welche Ihrer Aufträge sie hat, und geben Sie neu ein, was fehlt.",
  "{count} records of your work in this browser are broken. Ask head office which of your orders it has, and enter again what is missing.":
    "{count} Datensätze Ihrer Arbeit in diesem Browser sind beschädigt. Fragen Sie die Zentrale, welche Ihrer Aufträge sie hat, und geben Sie neu ein, was fehlt.",
  "The browser removed what Smart Client kept here. Lost is what only this browser had: {what}. Sign in with a new code, and enter it again.":
    "Der Browser hat entfernt, was Smart Client hier aufbewahrte. Verloren ist, was nur dieser Browser hatte: {what}. Melden Sie sich mit einem neuen Code an, und geben Sie es neu ein.",
  "The browser removed what Smart Client kept here. Nothing is lost: head office has all of it. Sign in with a new code.":
    "Der Browser hat entfernt, was Smart Client hier aufbewahrte. Nichts ist verloren: Die Zentrale hat alles. Melden Sie sich mit einem neuen Code an.",
  "Decision": "Entscheidung",
  "Cases": "Fälle",
  "Decided": "Entschieden",
  "No case waits. What reps ask head office comes here.": "Kein Fall wartet. Was der Außendienst die Zentrale fragt, kommt hierher.",
  "Asked by {name}, {moment}": "Gefragt von {name}, {moment}",
  "By {name}, {moment}": "Von {name}, {moment}",
  "Hand back …": "Zurückgeben …",
  "Hand this back to the rep?": "Dies an den Außendienst zurückgeben?",
  "What the rep should know": "Was der Außendienst wissen sollte",
  "Hand back": "Zurückgeben",
  "Refuse …": "Ablehnen …",
  "Refuse this?": "Dies ablehnen?",
  "Why, for the rep": "Warum, für den Außendienst",
  "Refuse": "Ablehnen",
  "Approve as entered": "Wie eingegeben genehmigen",
  "1 case waits for your decision": "1 Fall wartet auf Ihre Entscheidung",
  "{count} cases wait for your decision": "{count} Fälle warten auf Ihre Entscheidung",
  "Name": "Name",
  "Change customer": "Kunde ändern",
  "Change …": "Ändern …",
  "Save": "Speichern",
  "Saving …": "Wird gespeichert …",
  "(empty)": "(leer)",
  "What you changed is shown in italics.": "Was Sie geändert haben, ist kursiv.",
  "Head office refused your last change": "Die Zentrale hat Ihre letzte Änderung abgelehnt",
  "You have checked this customer out until {until}.": "Sie haben diesen Kunden bis {until} ausgecheckt.",
  "You have checked this customer out until {until}, as far as is known here. Sync to be sure.":
    "Sie haben diesen Kunden bis {until} ausgecheckt, soweit hier bekannt. Synchronisieren Sie, um sicher zu sein.",
  "{holder} ({device}) has checked this customer out until {until}. Nobody else may change it until then.":
    "{holder} ({device}) hat diesen Kunden bis {until} ausgecheckt. So lange darf ihn niemand sonst ändern.",
  "Sign in with a new code": "Mit einem neuen Code anmelden",
  "Type the code that head office gave you. Your work stays.":
    "Geben Sie den Code ein, den Sie von der Zentrale haben. Ihre Arbeit bleibt.",
  "This code is for another rep. Ask head office for one of yours.":
    "Dieser Code gehört zu einem anderen Benutzer. Bitten Sie die Zentrale um einen für Sie.",
  "Head office has all of it.": "Die Zentrale hat alles davon.",
  "Head office is not reached. You can go on with what is here; this page tries again by itself.":
    "Die Zentrale ist nicht erreichbar. Sie können mit dem weiterarbeiten, was hier ist; diese Seite versucht es von selbst wieder.",
  "Head office no longer serves this version of the page. Load it again.":
    "Die Zentrale bedient diese Version der Seite nicht mehr. Laden Sie sie neu.",
  "Head office revoked this browser's access. Ask head office.":
    "Die Zentrale hat diesem Browser den Zugang entzogen. Fragen Sie die Zentrale.",
  "Head office sent what only a newer page can read. Load the page again.":
    "Die Zentrale hat etwas gesendet, das nur eine neuere Seite lesen kann. Laden Sie die Seite neu.",
  "Head office takes in no files from this browser yet. Connect to head office once; if this is said again, ask head office to upgrade. No file was written.":
    "Die Zentrale nimmt von diesem Browser noch keine Dateien an. Verbinden Sie sich einmal mit der Zentrale; kommt diese Meldung wieder, bitten Sie die Zentrale um eine Aktualisierung. Es wurde keine Datei geschrieben.",
  "Head office was not reached. Check the connection and try again; the code is still good.":
    "Die Zentrale war nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es noch einmal; der Code gilt weiter.",
  "Head office: {value}": "Zentrale: {value}",
  "I forgot my passphrase": "Ich habe meine Passphrase vergessen",
  "In step with head office": "Abgeglichen mit der Zentrale",
  "It is deleted for good. Nobody else has it.":
    "Er wird endgültig gelöscht. Niemand sonst hat ihn.",
  "It was {value}": "Es war {value}",
  Later: "Später",
  "Load again": "Neu laden",
  "Loading from head office …": "Wird von der Zentrale geladen …",
  Lock: "Sperren",
  Menu: "Menü",
  "Needs you": "Braucht Sie",
  Net: "Netto",
  "New order": "Neuer Auftrag",
  "no order is left": "kein Auftrag bleibt",
  "No orders yet.": "Noch keine Aufträge.",
  "Nobody can open what is here without the passphrase. It will be removed from this browser.":
    "Ohne die Passphrase kann niemand öffnen, was hier ist. Es wird aus diesem Browser entfernt.",
  "Not chosen": "Nicht gewählt",
  "Not connected": "Nicht verbunden",
  Note: "Notiz",
  "Note for head office": "Notiz für die Zentrale",
  Notes: "Notizen",
  "Nothing unsent": "Nichts ungesendet",
  "Nothing waits. Choose a customer to take an order.":
    "Nichts wartet. Wählen Sie einen Kunden, um einen Auftrag aufzunehmen.",
  "Nothing waits for head office. No file was written.":
    "Nichts wartet auf die Zentrale. Es wurde keine Datei geschrieben.",
  Number: "Nummer",
  Offers: "Angebote",
  "Open balance": "Offener Betrag",
  "Order again": "Noch einmal bestellen",
  "What you enter is kept here as you type. Order {number} is changed once you save it.":
    "Was Sie eingeben, bleibt beim Tippen hier. Auftrag {number} wird geändert, sobald Sie speichern.",
  "Leave it as it was": "Lassen, wie er war",
  Orders: "Aufträge",
  "Out of stock": "Nicht auf Lager",
  Passphrase: "Passphrase",
  "Payment terms": "Zahlungsbedingungen",
  Phone: "Telefon",
  "Place order": "Auftrag erteilen",
  Price: "Preis",
  Prices: "Preise",
  "Prices come in a moment: head office's rules are being loaded.":
    "Preise kommen gleich: Die Regeln der Zentrale werden geladen.",
  Product: "Produkt",
  "Product: name, number or bar code": "Produkt: Name, Nummer oder Strichcode",
  Products: "Produkte",
  "Products found": "Gefundene Produkte",
  Quantity: "Menge",
  "Quantity of {sku}": "Menge von {sku}",
  Remove: "Entfernen",
  "Remove and start again": "Entfernen und neu beginnen",
  "Remove {sku}": "{sku} entfernen",
  "Replaced by {sku}": "Ersetzt durch {sku}",
  "Save the change": "Änderung speichern",
  "Search customers by name, number, contact or city":
    "Kunden suchen nach Name, Nummer, Ansprechpartner oder Ort",
  "Search orders by number or customer": "Aufträge nach Nummer oder Kunde suchen",
  "Search products by name, number or bar code":
    "Produkte suchen nach Name, Nummer oder Strichcode",
  "Send to head office": "An die Zentrale senden",
  "Ship via": "Versand mit",
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
  Stock: "Bestand",
  "Sync now": "Jetzt synchronisieren",
  Tax: "Steuer",
  "Tax rates": "Steuersätze",
  "That is no code of head office: something is missing or mistyped. Compare it with what you were given.":
    "Das ist kein Code der Zentrale: Etwas fehlt oder ist vertippt. Vergleichen Sie ihn mit dem, den Sie bekommen haben.",
  "That is not the passphrase of this browser. Try again.":
    "Das ist nicht die Passphrase dieses Browsers. Versuchen Sie es noch einmal.",
  "The browser could not store this. Free some space on this device, then try again.":
    "Der Browser konnte das nicht speichern. Schaffen Sie Platz auf diesem Gerät, und versuchen Sie es dann noch einmal.",
  "The browser does not let this page store anything. Leave private browsing, or free some space, and load the page again.":
    "Der Browser lässt diese Seite nichts speichern. Verlassen Sie den privaten Modus oder schaffen Sie Platz, und laden Sie die Seite neu.",
  "The browser may remove what is stored here when space runs short.":
    "Der Browser darf entfernen, was hier gespeichert ist, wenn der Platz knapp wird.",
  "The browser promised to keep what is stored here.":
    "Der Browser hat zugesagt, zu behalten, was hier gespeichert ist.",
  "The code is wrong, used already or too old. Ask head office for a new one.":
    "Der Code ist falsch, schon benutzt oder zu alt. Bitten Sie die Zentrale um einen neuen.",
  "The file could not be written. Load the page again and try once more; nothing is lost.":
    "Die Datei konnte nicht geschrieben werden. Laden Sie die Seite neu und versuchen Sie es noch einmal; nichts geht verloren.",
  "The head office at this address is not the one that this browser was signed in at. Nothing was sent. Check the address, or ask head office.":
    "Die Zentrale unter dieser Adresse ist nicht die, bei der dieser Browser angemeldet wurde. Es wurde nichts gesendet. Prüfen Sie die Adresse oder fragen Sie die Zentrale.",
  "This browser can't encrypt a file for head office. Update it, connect to head office once, and try again. No file was written.":
    "Dieser Browser kann keine Datei für die Zentrale verschlüsseln. Aktualisieren Sie ihn, verbinden Sie sich einmal mit der Zentrale und versuchen Sie es noch einmal. Es wurde keine Datei geschrieben.",
  "This browser can't run head office's rules, so answers of head office are not read here. They are kept there. Allow WebAssembly, or use another browser.":
    "Dieser Browser kann die Regeln der Zentrale nicht ausführen. Deshalb werden Antworten der Zentrale hier nicht gelesen; sie bleiben dort. Erlauben Sie WebAssembly, oder nutzen Sie einen anderen Browser.",
  "This browser can't run head office's rules, so orders can't be placed here. Drafts are kept. Allow WebAssembly, or use another browser.":
    "Dieser Browser kann die Regeln der Zentrale nicht ausführen. Deshalb lassen sich hier keine Aufträge erteilen. Entwürfe bleiben. Erlauben Sie WebAssembly, oder nutzen Sie einen anderen Browser.",
  "This browser is signed out. Everything that it held of Smart Client was removed.":
    "Dieser Browser ist abgemeldet. Alles, was er von Smart Client enthielt, wurde entfernt.",
  "This customer is not among yours any more.": "Dieser Kunde gehört nicht mehr zu Ihren.",
  "This order is not on this device any more.": "Dieser Auftrag ist nicht mehr auf diesem Gerät.",
  "This page works without a network now": "Diese Seite funktioniert jetzt ohne Netz",
  Today: "Heute",
  "Too many wrong codes came from here. Wait a quarter of an hour, then try again.":
    "Von hier kamen zu viele falsche Codes. Warten Sie eine Viertelstunde und versuchen Sie es dann noch einmal.",
  Total: "Summe",
  "total becomes {total}": "Summe wird {total}",
  "Total now {total}": "Summe jetzt {total}",
  "Try again": "Noch einmal versuchen",
  Unlock: "Entsperren",
  "Unlocking …": "Wird entsperrt …",
  "Waits for head office": "Wartet auf die Zentrale",
  "Ways to ship": "Versandarten",
  "What head office answered": "Was die Zentrale geantwortet hat",
  "What is on this device": "Was auf diesem Gerät ist",
  "What should head office know?": "Was soll die Zentrale wissen?",
  Withdraw: "Zurückziehen",
  "Work offline": "Offline arbeiten",
  "Working offline": "Sie arbeiten offline",
  "You work offline. Nothing is exchanged with head office until you switch that off.":
    "Sie arbeiten offline. Mit der Zentrale wird nichts ausgetauscht, bis Sie das ausschalten.",
  "Your reference": "Ihr Zeichen",
  "Yours: {value}": "Ihres: {value}",
  "{amount} of the credit is in orders that are not confirmed.":
    "{amount} des Kredits stecken in Aufträgen, die nicht bestätigt sind.",
  "{count} customers": "{count} Kunden",
  "{count} found. The first {shown} are shown; type more to narrow it down.":
    "{count} gefunden. Die ersten {shown} werden gezeigt; tippen Sie mehr ein, um einzugrenzen.",
  "{count} in stock": "{count} auf Lager",
  "{count} orders": "{count} Aufträge",
  "{count} products": "{count} Produkte",
};
