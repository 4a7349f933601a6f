<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AddressChoice</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/address_choice.py" />
            <source>The usual address</source>
            <translation>Die übliche Adresse</translation>
        </message>
    </context>
    <context>
        <name>Addresses</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Billing</source>
            <translation>Rechnungsadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Main</source>
            <translation>Hauptadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Shipping</source>
            <translation>Lieferadresse</translation>
        </message>
    </context>
    <context>
        <name>AttachmentChoice</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/attachments.py" />
            <source>Attach {document}</source>
            <translation>{document} anhängen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/attachments.py" />
            <source>Product whose documents to attach</source>
            <translation>Produkt, dessen Dokumente mitgehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/attachments.py" />
            <source>This product has no documents.</source>
            <translation>Dieses Produkt hat keine Dokumente.</translation>
        </message>
    </context>
    <context>
        <name>AutocompleteField</name>
        <message>
            <location filename="../../smartclient/ui/widgets/lists/finder.py" />
            <source>No matches</source>
            <translation>Keine Treffer</translation>
        </message>
    </context>
    <context>
        <name>Availability</name>
        <message>
            <location filename="../../smartclient/ui/widgets/availability.py" />
            <source>Choose an entry in the list first.</source>
            <translation>Wählen Sie zuerst einen Eintrag in der Liste.</translation>
        </message>
    </context>
    <context>
        <name>BranchAddressField</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branch_address.py" />
            <source>Choose a branch in the table first.</source>
            <translation>Wählen Sie zuerst eine Filiale in der Tabelle.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branch_address.py" />
            <source>The address of the first customer's order is chosen above.</source>
            <translation>Die Adresse des ersten Kunden wählen Sie oben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branch_address.py" />
            <source>The addresses are being looked up.</source>
            <translation>Die Adressen werden gerade nachgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branch_address.py" />
            <source>Where the branch's order goes</source>
            <translation>Wohin der Auftrag der Filiale geht</translation>
        </message>
    </context>
    <context>
        <name>BranchTable</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branch_table.py" />
            <source>Quantities by branch</source>
            <translation>Mengen je Filiale</translation>
        </message>
    </context>
    <context>
        <name>Branches</name>
        <message>
            <location filename="../../smartclient/ui/models/branch_quantities.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Gets nothing. Enter a quantity, or remove the branch.</source>
            <translation>Bekommt nichts. Geben Sie eine Menge ein oder entfernen Sie die Filiale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/branch_quantities.py" />
            <source>Product</source>
            <translation>Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/branch_quantities.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
    </context>
    <context>
        <name>BranchesPane</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Add a branch first.</source>
            <translation>Fügen Sie zuerst eine Filiale hinzu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>All {count} orders: {total}</source>
            <translation>Alle {count} Aufträge: {total}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Choose a branch to remove first.</source>
            <translation>Wählen Sie zuerst die Filiale, die wegfallen soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Each order by itself</source>
            <translation>Jeder Auftrag für sich</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Name or number of a further customer</source>
            <translation>Name oder Nummer eines weiteren Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Remo&amp;ve branch</source>
            <translation>Filiale entferne&amp;n</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Show what has to come first for {name}</source>
            <translation>Zeigen, was für {name} zuerst nötig ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Show {name}</source>
            <translation>{name} zeigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Together or not at all</source>
            <translation>Alle oder keiner</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/branches.py" />
            <source>Whether the orders stand together</source>
            <translation>Ob die Aufträge zusammengehören</translation>
        </message>
    </context>
    <context>
        <name>Cases</name>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Asked</source>
            <translation>Gefragt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Customer data</source>
            <translation>Kundendaten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Decided</source>
            <translation>Entschieden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Decision</source>
            <translation>Entscheidung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Note</source>
            <translation>Was gesagt wurde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Rep</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Rep's note</source>
            <translation>Notiz des Außendienstes</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>To decide</source>
            <translation>Zu entscheiden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>What is wrong</source>
            <translation>Worum es geht</translation>
        </message>
    </context>
    <context>
        <name>Catalog</name>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>As of {age}</source>
            <translation>Stand: {age}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Availability</source>
            <translation>Verfügbarkeit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Category</source>
            <translation>Kategorie</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>From {day}</source>
            <translation>Ab {day}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>No longer sold</source>
            <translation>Ausgelaufen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>No longer sold; use {sku}</source>
            <translation>Ausgelaufen; Ersatz: {sku}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Not on sale</source>
            <translation>Kein Verkauf</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Offer</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>On sale from {day}</source>
            <translation>Im Verkauf ab {day}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Product</source>
            <translation>Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Stock</source>
            <translation>Bestand</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/data_ages.py" />
            <source>Stock is not on this device. Sync to load it.</source>
            <translation>Der Bestand ist nicht auf diesem Gerät. Synchronisieren Sie, um ihn zu laden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/data_ages.py" />
            <source>Stock is not tracked for this product.</source>
            <translation>Für dieses Produkt wird kein Bestand geführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>Use {sku}</source>
            <translation>Ersatz: {sku}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/catalog.py" />
            <source>not tracked</source>
            <translation>nicht geführt</translation>
        </message>
    </context>
    <context>
        <name>CatalogPage</name>
        <message>
            <location filename="../../smartclient/ui/pages/catalog.py" />
            <source>Catalog</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/catalog.py" />
            <source>Name, product number or category</source>
            <translation>Name, Nummer, Kategorie</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/catalog.py" />
            <source>No matching products. Try the start of a word or a number.</source>
            <translation>Keine passenden Produkte. Versuchen Sie den Anfang eines Wortes oder einer Nummer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/catalog.py" />
            <source>No products here yet. They come from head office with a sync.</source>
            <translation>Hier sind noch keine Produkte. Sie kommen mit einer Synchronisierung von der Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/catalog.py" />
            <source>Prices for which customer?</source>
            <translation>Preise für welchen Kunden?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/catalog.py" />
            <source>Products</source>
            <translation>Produkte</translation>
        </message>
    </context>
    <context>
        <name>Causes</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>current status</source>
            <translation>aktueller Stand</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>head office could not accept it</source>
            <translation>die Zentrale konnte es nicht annehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>head office was restored from a backup</source>
            <translation>die Zentrale wurde aus einer Sicherung wiederhergestellt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>head office's answer was lost</source>
            <translation>die Antwort der Zentrale ging verloren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>it was withdrawn</source>
            <translation>es wurde zurückgezogen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>its latest time passed</source>
            <translation>die späteste Zeit war vorbei</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>sent from another device</source>
            <translation>von einem anderen Gerät gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>the customer is no longer yours</source>
            <translation>der Kunde gehört nicht mehr zu Ihren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>the data was refreshed</source>
            <translation>die Daten wurden aufgefrischt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>the data was too old for head office</source>
            <translation>die Daten waren der Zentrale zu alt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>waits for what it stands together with</source>
            <translation>wartet auf das, womit es zusammengehört</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>what it builds on was refused</source>
            <translation>worauf es aufbaut, wurde abgelehnt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>written to a file for head office</source>
            <translation>in eine Datei für die Zentrale geschrieben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>you asked head office</source>
            <translation>Sie haben die Zentrale gefragt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>you cancelled it</source>
            <translation>Sie haben storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>you changed it</source>
            <translation>Sie haben es geändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>you resolved it</source>
            <translation>Sie haben es geklärt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>you tried it again</source>
            <translation>Sie haben es erneut versucht</translation>
        </message>
    </context>
    <context>
        <name>CheckOut</name>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>You have checked this customer out until {until}, as far as is known here. Sync to be sure.</source>
            <translation>Sie haben diesen Kunden bis {until} ausgecheckt, soweit hier bekannt. Synchronisieren Sie, um sicher zu sein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>You have checked this customer out until {until}.</source>
            <translation>Sie haben diesen Kunden bis {until} ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>You no longer have this customer checked out. What you save goes to head office as anybody's work does.</source>
            <translation>Sie haben diesen Kunden nicht mehr ausgecheckt. Was Sie speichern, geht an die Zentrale wie die Arbeit aller anderen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>you</source>
            <translation>Sie</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>{holder} ({device}) has checked this customer out until {until}. Nobody else may change it until then.</source>
            <translation>{holder} ({device}) hat diesen Kunden bis {until} ausgecheckt. So lange darf ihn niemand sonst ändern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>{holder}, until {until}</source>
            <translation>{holder}, bis {until}</translation>
        </message>
    </context>
    <context>
        <name>CheckOutButton</name>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>C&amp;heck in</source>
            <translation>&amp;Zurückgeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>C&amp;heck out</source>
            <translation>Aus&amp;checken</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>Head office is asked at once. Nobody else changes a customer you hold.</source>
            <translation>Die Zentrale wird sofort gefragt. Einen Kunden, den Sie ausgecheckt haben, ändert niemand sonst.</translation>
        </message>
    </context>
    <context>
        <name>CheckOuts</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>Ask head office which customers are checked out.</source>
            <translation>Fragen Sie die Zentrale, welche Kunden ausgecheckt sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>Check-outs</source>
            <translation>Ausgecheckt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/check_outs.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/check_outs.py" />
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/check_outs.py" />
            <source>Held by</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/check_outs.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/check_outs.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/check_outs.py" />
            <source>Until</source>
            <translation>Bis</translation>
        </message>
    </context>
    <context>
        <name>CheckOutsSection</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>&amp;Ask head office</source>
            <translation>&amp;Zentrale fragen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>&amp;Break…</source>
            <translation>&amp;Beenden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>&amp;End it</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>As known at head office: {when}.</source>
            <translation>Stand bei der Zentrale: {when}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>End the check-out of {customer}?</source>
            <translation>Das Auschecken von {customer} beenden?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>Head office is being asked.</source>
            <translation>Die Zentrale wird gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>No customer is checked out.</source>
            <translation>Kein Kunde ist ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>{customer} is no longer checked out.</source>
            <translation>{customer} ist nicht mehr ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_check_outs.py" />
            <source>{holder} no longer has it checked out, and learns of that with the next contact. What {holder} saved until then is judged like anybody's work: nothing of it is lost.</source>
            <translation>{holder} hat den Kunden dann nicht mehr ausgecheckt und erfährt es beim nächsten Kontakt. Was {holder} bis dahin gespeichert hat, wird wie die Arbeit aller anderen beurteilt; nichts davon geht verloren.</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Check this laptop…</source>
            <translation>Diesen Laptop prüfen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Connection…</source>
            <translation>Verbindung…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Go to…</source>
            <translation>Gehe zu…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Help…</source>
            <translation>Hilfe…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Mails to customers…</source>
            <translation>E-Mails an Kunden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Preferences…</source>
            <translation>Einstellungen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Prepare for offline use…</source>
            <translation>Für die Arbeit offline vorbereiten…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Quit Smart Client</source>
            <translation>Smart Client beenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Shortcuts…</source>
            <translation>Tastenkürzel…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Sign in with a new code…</source>
            <translation>Mit einem neuen Code anmelden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Status legend…</source>
            <translation>Statuslegende…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>This connection counts as free. What waits goes now.</source>
            <translation>Diese Verbindung gilt als kostenlos. Was wartet, geht jetzt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>This connection is expensive</source>
            <translation>Diese Verbindung ist teuer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>What is less urgent waits for a cheaper connection, a day at most.</source>
            <translation>Was weniger eilt, wartet auf eine günstigere Verbindung, höchstens einen Tag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/commands.py" />
            <source>Your own mailbox…</source>
            <translation>Eigenes Postfach…</translation>
        </message>
    </context>
    <context>
        <name>ConfirmByMail</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/confirm_by_mail.py" />
            <source>Address that the confirmation goes to</source>
            <translation>Adresse, an die die Bestätigung geht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/confirm_by_mail.py" />
            <source>Confirm b&amp;y e-mail to</source>
            <translation>Per E-Mail bestäti&amp;gen an</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/confirm_by_mail.py" />
            <source>Confirm by e-mail</source>
            <translation>Per E-Mail bestätigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/confirm_by_mail.py" />
            <source>No mail address of this customer is known. Enter it in the customer's fields first.</source>
            <translation>Von diesem Kunden ist keine E-Mail-Adresse bekannt. Tragen Sie sie zuerst beim Kunden ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/confirm_by_mail.py" />
            <source>each customer's own address</source>
            <translation>an die Adresse jedes Kunden</translation>
        </message>
    </context>
    <context>
        <name>ConfirmExitDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>%Ln pieces of your work were not sent yet.</source>
            <translation>
                <numerusform>Ein Vorgang wurde noch nicht gesendet.</numerusform>
                <numerusform>%Ln Vorgänge wurden noch nicht gesendet.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>&amp;Go online and send</source>
            <translation>&amp;Online gehen und senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>&amp;Keep running in the tray</source>
            <translation>Im &amp;Infobereich weiterlaufen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>&amp;Send now</source>
            <translation>Jetzt &amp;senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>It is safe on this laptop and goes out when you are back online, the next time Smart Client is open.</source>
            <translation>Alles liegt sicher auf diesem Laptop und geht hinaus, wenn Sie wieder online sind und Smart Client das nächste Mal geöffnet ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>It is safe on this laptop. In the tray, Smart Client sends it as soon as head office is in reach; closed, it waits until you open it again.</source>
            <translation>Alles liegt sicher auf diesem Laptop. Im Infobereich sendet Smart Client es, sobald die Zentrale erreichbar ist; geschlossen wartet es, bis Sie das Programm wieder öffnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>It is safe on this laptop. In the tray, Smart Client sends it as soon as you end working offline; closed, it waits until you open it again.</source>
            <translation>Alles liegt sicher auf diesem Laptop. Im Infobereich sendet Smart Client es, sobald Sie nicht mehr offline arbeiten; geschlossen wartet es, bis Sie das Programm wieder öffnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>Not sent yet</source>
            <translation>Noch nicht gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/confirm_exit.py" />
            <source>Stay &amp;here</source>
            <translation>&amp;Hier bleiben</translation>
        </message>
    </context>
    <context>
        <name>ConflictDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>%Ln problems</source>
            <translation>
                <numerusform>%Ln Problem</numerusform>
                <numerusform>%Ln Probleme</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Ask head office…</source>
            <translation>Zentrale &amp;fragen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Continue choosing</source>
            <translation>&amp;Weiter auswählen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Edit the order…</source>
            <translation>Auftrag &amp;bearbeiten…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Hand back…</source>
            <translation>&amp;Zurückgeben…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Later</source>
            <translation>S&amp;päter</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Leave without saving</source>
            <translation>&amp;Schließen, ohne zu speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>&amp;Refuse…</source>
            <translation>&amp;Ablehnen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Cancel the order</source>
            <translation>Auftrag stornieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Case {position} of {count}</source>
            <translation>Fall {position} von {count}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Choose what to do</source>
            <translation>Wählen Sie, was geschehen soll</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Choose what to do first.</source>
            <translation>Wählen Sie zuerst, was geschehen soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Conflict {position} of {count}</source>
            <translation>Konflikt {position} von {count}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Customer {label}</source>
            <translation>Kunde {label}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Data set {label}</source>
            <translation>Datenpaket {label}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Decide it this way, for {total}</source>
            <translation>So entscheiden, für {total}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Decided. It takes effect after the next sync, and the rep is notified.</source>
            <translation>Entschieden. Es gilt nach der nächsten Synchronisierung, und der Außendienst wird benachrichtigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>It stands together with others: all of them are carried out, or none.</source>
            <translation>Es gehört mit anderen zusammen: Alle werden ausgeführt, oder keines.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>It stands together with {others}: cancelling it takes all of them back.</source>
            <translation>Gehört mit {others} zusammen: Stornieren nimmt alles zurück.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Keep these %Ln values</source>
            <translation>
                <numerusform>Diesen %Ln Wert behalten</numerusform>
                <numerusform>Diese %Ln Werte behalten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Keep {value}</source>
            <translation>{value} behalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Leave it empty</source>
            <translation>Leer lassen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Mail {label}</source>
            <translation>E-Mail {label}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Next case</source>
            <translation>Nächster Fall</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Next conflict</source>
            <translation>Nächster Konflikt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Noted. Head office gets it with the next sync.</source>
            <translation>Notiert. Die Zentrale erhält es mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Order it this way, for {total}</source>
            <translation>So bestellen, für {total}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Order {label}</source>
            <translation>Auftrag {label}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Pinned customer {label}</source>
            <translation>Angehefteter Kunde {label}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Previous</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>Resolve it this way</source>
            <translation>So klären</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>The conflict is being looked up.</source>
            <translation>Der Konflikt wird nachgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>This is the first.</source>
            <translation>Das ist der erste.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>This is the last.</source>
            <translation>Das ist der letzte.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>What you typed is lost if you leave now.</source>
            <translation>Ihre Eingabe geht verloren, wenn Sie jetzt schließen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/dialog.py" />
            <source>Your choice is not saved</source>
            <translation>Ihre Auswahl ist nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>asked by {rep} {age}</source>
            <translation>gefragt von {rep} {age}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>balance {amount} {currency}</source>
            <translation>Saldo {amount} {currency}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>credit limit {amount} {currency}</source>
            <translation>Kreditlimit {amount} {currency}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>total now {total} {currency}</source>
            <translation>Summe jetzt {total} {currency}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>{holder} had the customer checked out until {until}.</source>
            <translation>{holder} hatte den Kunden bis {until} ausgecheckt.</translation>
        </message>
    </context>
    <context>
        <name>ConflictFields</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>%Ln fields are the same everywhere</source>
            <translation>
                <numerusform>%Ln Feld ist überall gleich</numerusform>
                <numerusform>%Ln Felder sind überall gleich</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>%Ln fields merged automatically</source>
            <translation>
                <numerusform>%Ln Feld wurde automatisch zusammengeführt</numerusform>
                <numerusform>%Ln Felder wurden automatisch zusammengeführt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>(empty)</source>
            <translation>(leer)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>Head office</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>Select or type a value</source>
            <translation>Wert wählen oder eingeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>Was</source>
            <translation>War</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>What {rep} wants</source>
            <translation>Was {rep} möchte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>Yours</source>
            <translation>Ihr Wert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>empty</source>
            <translation>leer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>{field}: keep yours, {value}</source>
            <translation>{field}: Ihres behalten, {value}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>{field}: result</source>
            <translation>{field}: Ergebnis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/fields.py" />
            <source>{field}: take head office's, {value}</source>
            <translation>{field}: das der Zentrale nehmen, {value}</translation>
        </message>
    </context>
    <context>
        <name>ConflictProblems</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>the order is cancelled</source>
            <translation>der Auftrag ist dann storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>total becomes {total} ({difference})</source>
            <translation>Summe dann {total} ({difference})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/texts.py" />
            <source>total stays {total}</source>
            <translation>Summe bleibt {total}</translation>
        </message>
    </context>
    <context>
        <name>Conflicts</name>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>Changed by two people: {fields}</source>
            <translation>Von zwei Seiten geändert: {fields}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>Customer data</source>
            <translation>Kundendaten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/conflicts.py" />
            <source>What is wrong</source>
            <translation>Worum es geht</translation>
        </message>
    </context>
    <context>
        <name>ConflictsPage</name>
        <message>
            <location filename="../../smartclient/ui/pages/conflicts.py" />
            <source>&amp;Resolve…</source>
            <translation>&amp;Klären…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/conflicts.py" />
            <source>Conflicts</source>
            <translation>Konflikte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/conflicts.py" />
            <source>No action needed. What head office cannot resolve is listed here.</source>
            <translation>Nichts zu klären. Was die Zentrale nicht klären kann, steht hier.</translation>
        </message>
    </context>
    <context>
        <name>Connection</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln zu senden</numerusform>
                <numerusform>%Ln zu senden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Bluetooth</source>
            <translation>Bluetooth</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Cable</source>
            <translation>Kabel</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office answers.</source>
            <translation>Die Zentrale antwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office has not been called yet.</source>
            <translation>Die Zentrale wurde noch nicht angesprochen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office is reached, but no worker there answers requests.</source>
            <translation>Die Zentrale ist erreichbar, aber niemand beantwortet dort Anfragen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>How long this takes can be said once the products are here.</source>
            <translation>Wie lange das dauert, lässt sich sagen, sobald die Produkte da sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>How long this takes can't be said: this connection has not been measured yet.</source>
            <translation>Wie lange das dauert, lässt sich nicht sagen: Diese Verbindung wurde noch nicht gemessen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Mobile network</source>
            <translation>Mobilfunk</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/link_changes.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>Speed</source>
            <translation>Geschwindigkeit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/link_changes.py" />
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>The last call failed.</source>
            <translation>Der letzte Versuch ist gescheitert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>The last try says: {state}. If that lasts, it is shown within 30 seconds.</source>
            <translation>Der letzte Versuch sagt: {state}. Wenn das so bleibt, wird es binnen 30 Sekunden angezeigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>This computer is connected to no network.</source>
            <translation>Dieser Rechner ist mit keinem Netz verbunden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>This connection costs money.</source>
            <translation>Diese Verbindung kostet Geld.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>This connection is slow.</source>
            <translation>Diese Verbindung ist langsam.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>This network wants you to sign in to it first. Open a web page and do that.</source>
            <translation>In diesem Netz müssen Sie sich zuerst anmelden. Öffnen Sie eine Webseite und tun Sie das.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>This takes about %n hours on this connection.</source>
            <translation>
                <numerusform>Das dauert über diese Verbindung etwa %n Stunde.</numerusform>
                <numerusform>Das dauert über diese Verbindung etwa %n Stunden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>This takes about %n minutes on this connection.</source>
            <translation>
                <numerusform>Das dauert über diese Verbindung etwa %n Minute.</numerusform>
                <numerusform>Das dauert über diese Verbindung etwa %n Minuten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>This takes less than a minute on this connection.</source>
            <translation>Das dauert über diese Verbindung weniger als eine Minute.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Unknown</source>
            <translation>Unbekannt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/link_changes.py" />
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Wi-Fi</source>
            <translation>WLAN</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>You chose to work offline.</source>
            <translation>Sie haben gewählt, offline zu arbeiten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>fast</source>
            <translation>schnell</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>good</source>
            <translation>gut</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>last contact {when}</source>
            <translation>letzter Kontakt {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>moderate</source>
            <translation>mittel</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>not called yet</source>
            <translation>noch nicht angesprochen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>not measured yet</source>
            <translation>noch nicht gemessen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>out of reach</source>
            <translation>nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>slow</source>
            <translation>langsam</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>the next is due {when}</source>
            <translation>der nächste fällig {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>{begin} to {end}: {state}</source>
            <translation>{begin} bis {end}: {state}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>{count} ms for a round trip</source>
            <translation>{count} ms hin und zurück</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/connection.py" />
            <source>{price} of 9</source>
            <translation>{price} von 9</translation>
        </message>
    </context>
    <context>
        <name>ConnectionChart</name>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/connection_chart.py" />
            <source>Nothing is known of these hours yet.</source>
            <translation>Über diese Stunden ist noch nichts bekannt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/connection_chart.py" />
            <source>The connection in the last 24 hours</source>
            <translation>Die Verbindung in den letzten 24 Stunden</translation>
        </message>
    </context>
    <context>
        <name>ConnectionDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>Changes of the connection</source>
            <translation>Änderungen der Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>Connection</source>
            <translation>Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>The connection has not changed yet.</source>
            <translation>Die Verbindung hat sich noch nicht geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>The last 24 hours</source>
            <translation>Die letzten 24 Stunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/connection.py" />
            <source>{state}, since {since}</source>
            <translation>{state}, seit {since}</translation>
        </message>
    </context>
    <context>
        <name>CreditMeter</name>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/credit_meter.py" />
            <source>What is used is not known: orders are not on this device. Sync first.</source>
            <translation>Was genutzt ist, ist nicht bekannt: Die Aufträge sind nicht auf diesem Gerät. Synchronisieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/credit_meter.py" />
            <source>{amount} over the limit. Head office decides about new orders.</source>
            <translation>{amount} über dem Limit. Die Zentrale entscheidet über neue Aufträge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/credit_meter.py" />
            <source>{amount} owed and confirmed</source>
            <translation>{amount} offen und bestätigt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/credit_meter.py" />
            <source>{amount} tentative</source>
            <translation>{amount} vorläufig</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/credit_meter.py" />
            <source>{used} of {limit} {currency} used, {left} left</source>
            <translation>{used} von {limit} {currency} genutzt, {left} frei</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/credit_meter.py" />
            <source>{used} {currency} used; there is no limit</source>
            <translation>{used} {currency} genutzt; es gibt kein Limit</translation>
        </message>
    </context>
    <context>
        <name>CustomerEditor</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Cancel</source>
            <translation>A&amp;bbrechen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Continue editing</source>
            <translation>&amp;Weiter bearbeiten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Delete customer…</source>
            <translation>Kunden &amp;löschen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Delete the customer</source>
            <translation>Kunden &amp;löschen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Keep it</source>
            <translation>&amp;Behalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Leave without saving</source>
            <translation>&amp;Schließen, ohne zu speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>A customer needs a name. Enter one.</source>
            <translation>Ein Kunde braucht einen Namen. Geben Sie einen ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>Delete {name}?</source>
            <translation>{name} löschen?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>Head office is asked to delete this customer. Until it has answered you can undo that.</source>
            <translation>Die Zentrale wird gebeten, diesen Kunden zu löschen. Bis sie geantwortet hat, können Sie das rückgängig machen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>More of the address</source>
            <translation>Adresszusatz</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>New customer</source>
            <translation>Neuer Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>Postal code</source>
            <translation>Postleitzahl</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>State</source>
            <translation>Bundesland</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>What you typed about this customer is lost if you leave now.</source>
            <translation>Was Sie zu diesem Kunden eingegeben haben, geht verloren, wenn Sie jetzt verlassen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>Your changes are not saved</source>
            <translation>Ihre Änderungen sind nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>credit limit {limit} {currency}; what is used is not known, sync first</source>
            <translation>Kreditlimit {limit} {currency}; was genutzt ist, ist nicht bekannt, synchronisieren Sie zuerst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>credit used {used} of {limit} {currency}</source>
            <translation>Kredit: {used} von {limit} {currency} genutzt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/customer_editor.py" />
            <source>{name} is saved. Head office gets it with the next sync.</source>
            <translation>{name} ist gespeichert. Die Zentrale erhält es mit der nächsten Synchronisierung.</translation>
        </message>
    </context>
    <context>
        <name>CustomerFacts</name>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>About this customer</source>
            <translation>Über diesen Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Addresses</source>
            <translation>Adressen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Credit</source>
            <translation>Kredit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>No address yet.</source>
            <translation>Noch keine Adresse.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Nobody named yet.</source>
            <translation>Noch niemand genannt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Payment</source>
            <translation>Zahlung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Price list</source>
            <translation>Preisliste</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Tax</source>
            <translation>Steuer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Terms</source>
            <translation>Konditionen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>Territory</source>
            <translation>Gebiet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>exempt</source>
            <translation>befreit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_facts.py" />
            <source>standard</source>
            <translation>normal</translation>
        </message>
    </context>
    <context>
        <name>CustomerOverviewView</name>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>&amp;Delete</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>&amp;Edit…</source>
            <translation>&amp;Bearbeiten…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>&amp;Keep the customer</source>
            <translation>Kunden &amp;behalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>&amp;Prices</source>
            <translation>&amp;Preise</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>&amp;Resolve…</source>
            <translation>&amp;Klären…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>All customers</source>
            <translation>Alle Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>Closed. Head office takes no orders for this customer.</source>
            <translation>Geschlossen. Die Zentrale nimmt für diesen Kunden keine Aufträge an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>Mails…</source>
            <translation>E-Mails…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>New &amp;order</source>
            <translation>Neuer &amp;Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>No orders yet.</source>
            <translation>Noch keine Aufträge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>Nothing has happened here yet.</source>
            <translation>Hier ist noch nichts geschehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>On hold. Head office decides about each new order.</source>
            <translation>Gesperrt. Die Zentrale entscheidet über jeden neuen Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>Orders</source>
            <translation>Aufträge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>Orders of this customer</source>
            <translation>Aufträge dieses Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>This customer is to be deleted. Undo that first.</source>
            <translation>Dieser Kunde soll gelöscht werden. Machen Sie das zuerst rückgängig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>This customer will be deleted when head office confirms it.</source>
            <translation>Dieser Kunde wird gelöscht, sobald die Zentrale es bestätigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>What happened</source>
            <translation>Was geschehen ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customer_overview.py" />
            <source>Write a message…</source>
            <translation>Nachricht schreiben…</translation>
        </message>
    </context>
    <context>
        <name>CustomerStory</name>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>What happened</source>
            <translation>Was geschehen ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>{field} from {before} to {after}</source>
            <translation>{field} von {before} auf {after}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>{field}: {mine} is yours, {theirs} from {who}</source>
            <translation>{field}: {mine} von Ihnen, {theirs} von {who}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <source>{field}: {mine} is yours, {theirs} head office's</source>
            <translation>{field}: {mine} von Ihnen, {theirs} von der Zentrale</translation>
        </message>
    </context>
    <context>
        <name>Customers</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>Checked out</source>
            <translation>Ausgecheckt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Closed</source>
            <translation>Geschlossen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>Credit left</source>
            <translation>Kredit frei</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>On hold</source>
            <translation>Gesperrt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>no limit</source>
            <translation>kein Limit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customers.py" />
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
    </context>
    <context>
        <name>CustomersPage</name>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>&amp;Edit…</source>
            <translation>&amp;Bearbeiten…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>Name, number, phone or city</source>
            <translation>Name, Nummer, Telefon oder Ort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>New &amp;customer…</source>
            <translation>Neuer &amp;Kunde…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>New &amp;order</source>
            <translation>Neuer &amp;Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>No customers here yet. Yours come from head office with a sync; “New customer…” opens one of your own.</source>
            <translation>Hier sind noch keine Kunden. Ihre kommen mit einer Synchronisierung von der Zentrale; „Neuer Kunde…“ legt selbst einen an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/customers.py" />
            <source>No matching customers. Try the start of a name or a number.</source>
            <translation>Keine passenden Kunden. Versuchen Sie den Anfang eines Namens oder einer Nummer.</translation>
        </message>
    </context>
    <context>
        <name>DataSetTick</name>
        <message>
            <location filename="../../smartclient/ui/widgets/data_set_tick.py" />
            <source>Head office has every device of yours take this along.</source>
            <translation>Die Zentrale lässt jedes Ihrer Geräte das mitnehmen.</translation>
        </message>
    </context>
    <context>
        <name>DecidedCases</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_cases.py" />
            <source>Decided cases</source>
            <translation>Entschiedene Fälle</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_cases.py" />
            <source>No case was decided yet.</source>
            <translation>Es wurde noch kein Fall entschieden.</translation>
        </message>
    </context>
    <context>
        <name>Decisions</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Accepted without the offer</source>
            <translation>Ohne die Aktion angenommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Approved</source>
            <translation>Genehmigt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Cancelled</source>
            <translation>Storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Handed back</source>
            <translation>Zurückgegeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Head office's day accepted</source>
            <translation>Tag der Zentrale übernommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>It is new</source>
            <translation>Es ist neu</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>It is {value}</source>
            <translation>Es ist {value}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Line dropped</source>
            <translation>Position gestrichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>New price accepted</source>
            <translation>Neuer Preis angenommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Ordered for later</source>
            <translation>Für später bestellt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Quantity changed to {value}</source>
            <translation>Menge auf {value} geändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Reduced to the stock</source>
            <translation>Auf den Bestand verringert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Replacement taken</source>
            <translation>Ersatz genommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Resolved by the rep meanwhile</source>
            <translation>Inzwischen vom Außendienst geklärt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Rest back-ordered</source>
            <translation>Rest als Nachlieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Rounded up</source>
            <translation>Aufgerundet</translation>
        </message>
    </context>
    <context>
        <name>Deleting</name>
        <message>
            <location filename="../../smartclient/ui/customer_deletion.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_deletion.py" />
            <source>{name} is deleted. It was never sent to head office.</source>
            <translation>{name} ist gelöscht und wurde nie an die Zentrale gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_deletion.py" />
            <source>{name} stays as it was.</source>
            <translation>{name} bleibt wie zuvor.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_deletion.py" />
            <source>{name} was deleted already.</source>
            <translation>{name} wurde schon gelöscht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_deletion.py" />
            <source>{name} will be deleted when head office confirms it.</source>
            <translation>{name} wird gelöscht, sobald die Zentrale es bestätigt.</translation>
        </message>
    </context>
    <context>
        <name>DemoCard</name>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>A product was discontinued and a phone number changed while you were away. Choose what to do.</source>
            <translation>Während Sie weg waren, wurde ein Produkt eingestellt und eine Telefonnummer geändert. Wählen Sie, was geschehen soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Begin an order</source>
            <translation>Auftrag beginnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>One order waits for the admin's decision. Be the admin: {admin}. Start over: {reset}.</source>
            <translation>Ein Auftrag wartet auf die Entscheidung eines Admins. Selbst Admin sein: {admin}. Von vorn beginnen: {reset}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Orders of yours are tentative. Switch “Work offline” off above: head office answers them.</source>
            <translation>Einige Ihrer Aufträge sind vorläufig. Schalten Sie oben „Offline arbeiten“ aus: Dann beantwortet sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Put away</source>
            <translation>Ausblenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Show the conflicts</source>
            <translation>Konflikte zeigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Show the outbox</source>
            <translation>Postausgang zeigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Take an order by keyboard: a customer, a product, a quantity, Enter.</source>
            <translation>Nehmen Sie einen Auftrag mit der Tastatur auf: Kunde, Produkt, Menge, Eingabetaste.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/demo_card.py" />
            <source>Three things to try in this demonstration</source>
            <translation>Drei Dinge, die Sie in dieser Vorführung ausprobieren können</translation>
        </message>
    </context>
    <context>
        <name>DeviceWipedDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/device_wiped.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/device_wiped.py" />
            <source>You are signed out</source>
            <translation>Sie sind abgemeldet</translation>
        </message>
    </context>
    <context>
        <name>Devices</name>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Browser</source>
            <translation>Browser</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>From address</source>
            <translation>Von Adresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Laptop</source>
            <translation>Laptop</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Last contact</source>
            <translation>Letzter Kontakt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>No device is known here yet.</source>
            <translation>Hier ist noch kein Gerät bekannt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Rep</source>
            <translation>Anmeldename</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Revoked</source>
            <translation>Abgemeldet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Revoked {when}</source>
            <translation>Abgemeldet: {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Revoked {when} by {who}</source>
            <translation>Abgemeldet: {when}, von {who}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>Signed in</source>
            <translation>Angemeldet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>To be wiped</source>
            <translation>Wird geleert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/devices.py" />
            <source>To decide</source>
            <translation>Zu entscheiden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Will be dropped</source>
            <translation>Wird verworfen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Will be released</source>
            <translation>Wird freigegeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Will be revoked</source>
            <translation>Wird abgemeldet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>Wiped</source>
            <translation>Geleert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/devices.py" />
            <source>{state}, to decide</source>
            <translation>{state}, zu entscheiden</translation>
        </message>
    </context>
    <context>
        <name>DevicesSection</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>&amp;Drop it</source>
            <translation>&amp;Verwerfen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>&amp;Drop…</source>
            <translation>&amp;Verwerfen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Nicht jetzt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>&amp;Revoke it</source>
            <translation>&amp;Abmelden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>&amp;Revoke…</source>
            <translation>&amp;Abmelden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>As known at head office: {when}.</source>
            <translation>Stand bei der Zentrale: {when}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Drop what {device} handed over?</source>
            <translation>Verwerfen, was {device} übergab?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Head office carries it out as if {rep} had just sent it, and answers {rep}. Requests: {count}. Once it is carried out, this is not taken back.</source>
            <translation>Die Zentrale führt es aus, als hätte {rep} es gerade gesendet, und antwortet {rep}. Vorgänge: {count}. Ist es ausgeführt, wird das nicht zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Head office holds no work of this device.</source>
            <translation>Die Zentrale hält keine Arbeit dieses Geräts zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Head office is out of reach. This is what was known: {when}. What you decide goes out with the next sync.</source>
            <translation>Die Zentrale ist nicht erreichbar. Bekannt ist der Stand von: {when}. Was Sie entscheiden, geht mit der nächsten Synchronisierung hinaus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Head office never carries it out. Requests: {count}. {rep} gets no answer to it: ask {rep} first whether it is still wanted. This is not taken back.</source>
            <translation>Die Zentrale führt es nie aus. Vorgänge: {count}. {rep} erfährt nichts davon: fragen Sie {rep} vorher, ob es noch gewünscht ist. Das wird nicht zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>It is dropped after the next sync.</source>
            <translation>Nach der nächsten Synchronisierung ist es verworfen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>It is released after the next sync.</source>
            <translation>Nach der nächsten Synchronisierung ist es freigegeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>It is revoked after the next sync, and wiped when it calls.</source>
            <translation>Nach der nächsten Synchronisierung ist es abgemeldet, und geleert wird es, wenn es sich meldet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>It is revoked after the next sync.</source>
            <translation>Nach der nächsten Synchronisierung ist es abgemeldet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>It sends and receives nothing more at head office. What is on it stays there; with a new code {rep} goes on with it. A login of the database is not revoked by this: the database's administrator does that.</source>
            <translation>Es sendet und empfängt bei der Zentrale nichts mehr. Was darauf ist, bleibt dort; mit einem neuen Code macht {rep} damit weiter. Ein Anmeldename der Datenbank wird dadurch nicht gesperrt: das tut, wer die Datenbank verwaltet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Re&amp;lease it</source>
            <translation>&amp;Freigeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Re&amp;lease…</source>
            <translation>&amp;Freigeben…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Release what {device} handed over?</source>
            <translation>Freigeben, was {device} übergab?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Revoke and &amp;wipe it</source>
            <translation>Abmelden und &amp;leeren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Revoke and &amp;wipe…</source>
            <translation>Abmelden und &amp;leeren…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Revoke and wipe {device}?</source>
            <translation>{device} abmelden und leeren?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Revoke {device}?</source>
            <translation>{device} abmelden?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Something about this device is on its way to head office already.</source>
            <translation>Etwas zu diesem Gerät ist schon auf dem Weg zur Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>Sync to see the devices.</source>
            <translation>Synchronisieren Sie, um die Geräte zu sehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>This device is wiped already, or was never used.</source>
            <translation>Dieses Gerät ist schon gelöscht oder wurde nie benutzt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>This device may not sign in any more.</source>
            <translation>Dieses Gerät darf sich nicht mehr anmelden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>This head office is too old to list its devices. Have head office upgraded.</source>
            <translation>Diese Zentrale ist zu alt, um ihre Geräte zu zeigen. Lassen Sie die Zentrale aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>When it calls next, it hands over to head office what it has not sent, and removes its data and its key; then you release or drop that work. Drafts that were never placed are lost. If it never calls again, its data stays on it. A login of the database is not revoked by this.</source>
            <translation>Wenn es sich das nächste Mal meldet, übergibt es der Zentrale, was noch nicht gesendet ist, und entfernt seine Daten und seinen Schlüssel; danach geben Sie diese Arbeit frei oder verwerfen sie. Entwürfe, die nie aufgegeben wurden, sind verloren. Meldet es sich nie wieder, bleiben seine Daten darauf. Ein Anmeldename der Datenbank wird dadurch nicht gesperrt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_devices.py" />
            <source>You work offline. This is what was known: {when}. What you decide goes out with the next sync.</source>
            <translation>Sie arbeiten offline. Bekannt ist der Stand von: {when}. Was Sie entscheiden, geht mit der nächsten Synchronisierung hinaus.</translation>
        </message>
    </context>
    <context>
        <name>DiscardQuestion</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/discard_question.py" />
            <source>&amp;Continue editing</source>
            <translation>&amp;Weiter bearbeiten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/discard_question.py" />
            <source>&amp;Leave without saving</source>
            <translation>&amp;Schließen, ohne zu speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/discard_question.py" />
            <source>The order stays as it was placed if you leave now.</source>
            <translation>Der Auftrag bleibt, wie er erteilt wurde, wenn Sie jetzt gehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/discard_question.py" />
            <source>Your changes are not saved</source>
            <translation>Ihre Änderungen sind nicht gespeichert</translation>
        </message>
    </context>
    <context>
        <name>Doctor</name>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Backups put back at head office</source>
            <translation>Zurückgespielte Sicherungen der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Certificate of head office</source>
            <translation>Zertifikat der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Data on this laptop</source>
            <translation>Daten auf diesem Laptop</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Database driver</source>
            <translation>Datenbanktreiber</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Disk of the head office file</source>
            <translation>Festplatte der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Encryption of the link</source>
            <translation>Verschlüsselung der Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Folder and disk</source>
            <translation>Ordner und Festplatte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office file</source>
            <translation>Datei der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Import of data</source>
            <translation>Datenimport</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Key of the data</source>
            <translation>Schlüssel der Daten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Keyring</source>
            <translation>Schlüsselbund</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Link to head office</source>
            <translation>Verbindung zur Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>News from head office</source>
            <translation>Neues von der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Proxy of the network</source>
            <translation>Proxy des Netzes</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Sign-in</source>
            <translation>Anmeldung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Stopped requests</source>
            <translation>Angehaltene Vorgänge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Versions</source>
            <translation>Versionen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Web service of head office</source>
            <translation>Webdienst der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Worker of head office</source>
            <translation>Bearbeitungsdienst der Zentrale</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>%Ln things want to be looked at.</source>
            <translation>
                <numerusform>Eine Sache sollten Sie sich ansehen.</numerusform>
                <numerusform>%Ln Dinge sollten Sie sich ansehen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>&amp;Look again</source>
            <translation>&amp;Noch einmal prüfen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>Check this laptop</source>
            <translation>Diesen Laptop prüfen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>Looking. It takes a few seconds…</source>
            <translation>Wird geprüft. Das dauert einige Sekunden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>More in the manual</source>
            <translation>Mehr im Handbuch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>No problems found.</source>
            <translation>Keine Probleme gefunden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>look at this</source>
            <translation>hier nachsehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/doctor.py" />
            <source>well</source>
            <translation>in Ordnung</translation>
        </message>
    </context>
    <context>
        <name>DocumentList</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>%Ln documents are not taken along</source>
            <translation>
                <numerusform>%Ln Dokument wird nicht mitgenommen</numerusform>
                <numerusform>%Ln Dokumente werden nicht mitgenommen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>Documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>It is not on this device.</source>
            <translation>Es ist nicht auf diesem Gerät.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>Open {title}</source>
            <translation>{title} öffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>comes with a sync</source>
            <translation>kommt mit einem Sync</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/document_list.py" />
            <source>for all of {category}</source>
            <translation>für alles aus {category}</translation>
        </message>
    </context>
    <context>
        <name>EarlierOrders</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>&amp;Add its lines</source>
            <translation>&amp;Positionen übernehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>Earlier orders</source>
            <translation>Frühere Aufträge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>Earlier orders of {name}</source>
            <translation>Frühere Aufträge von {name}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>Its products and quantities come in, at today's prices.</source>
            <translation>Produkte und Mengen werden übernommen, zu den Preisen von heute.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>Repeat an earlier order</source>
            <translation>Einen früheren Auftrag wiederholen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/earlier_orders.py" />
            <source>They have not ordered anything before.</source>
            <translation>Der Kunde hat noch nichts bestellt.</translation>
        </message>
    </context>
    <context>
        <name>EditorView</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>&amp;More branches…</source>
            <translation>Weitere &amp;Filialen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>Choose the customer first.</source>
            <translation>Wählen Sie zuerst den Kunden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>Discard changes</source>
            <translation>Änderungen verwerfen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>For a &amp;new customer…</source>
            <translation>Für neuen Ku&amp;nden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>Note for head office</source>
            <translation>Notiz für die Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>Repeat an &amp;earlier order…</source>
            <translation>Früheren Auftrag &amp;wiederholen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_view.py" />
            <source>Show what has to come first</source>
            <translation>Zeigen, was zuerst kommen muss</translation>
        </message>
    </context>
    <context>
        <name>EnrolDeviceDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>%Ln days</source>
            <translation>
                <numerusform>%Ln Tag</numerusform>
                <numerusform>%Ln Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>%Ln hours</source>
            <translation>
                <numerusform>%Ln Stunde</numerusform>
                <numerusform>%Ln Stunden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>&amp;Make a code</source>
            <translation>Code &amp;erstellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>Head office is being asked.</source>
            <translation>Die Zentrale wird gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>Let a device sign in</source>
            <translation>Ein Gerät anmelden lassen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>No rep is known here yet. Sync first.</source>
            <translation>Hier ist noch niemand vom Außendienst bekannt. Synchronisieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>Rep</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>The code counts for</source>
            <translation>Der Code gilt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>The code lets one laptop or browser sign in as this rep, once.</source>
            <translation>Mit dem Code meldet sich ein Laptop oder Browser unter diesem Namen an, einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>The reps are being looked up.</source>
            <translation>Der Außendienst wird nachgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>Waiting for head office. Leave this open until the code is shown.</source>
            <translation>Die Zentrale hat noch nicht geantwortet. Lassen Sie dies offen, bis der Code angezeigt wird.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrol_device.py" />
            <source>You work offline: this goes out with the next sync. Leave this open until the code is shown.</source>
            <translation>Sie arbeiten offline: Dies wird mit der nächsten Synchronisierung gesendet. Lassen Sie dies offen, bis der Code angezeigt wird.</translation>
        </message>
    </context>
    <context>
        <name>EnrolledCode</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>Code for {login}</source>
            <translation>Code für {login}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>Copy &amp;link</source>
            <translation>&amp;Link kopieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>Copy c&amp;ode</source>
            <translation>C&amp;ode kopieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>It counts once, until {when}, and is shown only here.</source>
            <translation>Er gilt einmal, bis {when}, und wird nur hier angezeigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>Link</source>
            <translation>Link</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>On the new device, scan the QR code or open the link, or type the code where it asks to sign in.</source>
            <translation>Scannen Sie auf dem neuen Gerät den QR-Code, öffnen Sie dort den Link, oder geben Sie den Code bei der Anmeldung ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>On the new device, type the code where it asks to sign in; head office's web service has no public address, so there is no link to it.</source>
            <translation>Geben Sie den Code auf dem neuen Gerät bei der Anmeldung ein; der Webdienst der Zentrale hat keine öffentliche Adresse, deshalb gibt es keinen Link.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/enrolled_code.py" />
            <source>The link as a QR code</source>
            <translation>Der Link als QR-Code</translation>
        </message>
    </context>
    <context>
        <name>EscalationDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>&amp;Ask head office</source>
            <translation>Zentrale &amp;fragen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>&amp;Hand back</source>
            <translation>&amp;Zurückgeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>&amp;Refuse</source>
            <translation>&amp;Ablehnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>Ask head office?</source>
            <translation>Zentrale fragen?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>Hand this back to the rep?</source>
            <translation>An den Außendienst zurückgeben?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>Refuse this?</source>
            <translation>Das ablehnen?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>Someone at head office decides. You hear of it with a later sync.</source>
            <translation>Jemand in der Zentrale entscheidet. Sie erfahren es bei einer späteren Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>The rep keeps it as a draft that can be corrected.</source>
            <translation>Beim Außendienst bleibt es als Entwurf, der sich berichtigen lässt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>The rep sees the conflict again, with your note.</source>
            <translation>Der Außendienst sieht den Konflikt wieder, mit Ihrer Notiz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>What the rep should know</source>
            <translation>Was der Außendienst wissen sollte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>What they should know</source>
            <translation>Was man dort wissen sollte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/escalation.py" />
            <source>Why, for the rep</source>
            <translation>Warum, für den Außendienst</translation>
        </message>
    </context>
    <context>
        <name>FeedValues</name>
        <message>
            <location filename="../../smartclient/ui/text/feed_values.py" />
            <source>no</source>
            <translation>nein</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/feed_values.py" />
            <source>yes</source>
            <translation>ja</translation>
        </message>
    </context>
    <context>
        <name>Feeds</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>addresses</source>
            <translation>Adressen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>cases</source>
            <translation>Fälle</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>changes of policies</source>
            <translation>Änderungen der Regeln</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>contents of documents</source>
            <translation>Inhalte der Dokumente</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>data sets to take along</source>
            <translation>Datenpakete zum Mitnehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>deletions</source>
            <translation>Löschungen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>documents</source>
            <translation>Dokumente</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>enrolled devices</source>
            <translation>angemeldete Geräte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>offers</source>
            <translation>Aktionen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>open work</source>
            <translation>offene Arbeit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>orders</source>
            <translation>Aufträge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>pinned customers</source>
            <translation>angeheftete Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>policies</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>prices</source>
            <translation>Preise</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>products</source>
            <translation>Produkte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>products on offer</source>
            <translation>Produkte in Aktionen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>reps</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>reps' laptops</source>
            <translation>Laptops des Außendiensts</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>stock</source>
            <translation>Bestände</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>stopped requests</source>
            <translation>angehaltene Vorgänge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>taxes</source>
            <translation>Steuern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>ways to ship</source>
            <translation>Versandarten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>your customers</source>
            <translation>Ihre Kunden</translation>
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Line {line}, {sku}: quantity</source>
            <translation>Position {line}, {sku}: Menge</translation>
        </message>
    </context>
    <context>
        <name>FirstSync</name>
        <message>
            <location filename="../../smartclient/ui/widgets/first_sync.py" />
            <source>Calling head office for the first time…</source>
            <translation>Erste Verbindung mit der Zentrale…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/first_sync.py" />
            <source>Getting {what} for the first time: {count} so far. You can look around.</source>
            <translation>Zum ersten Mal wird geholt: {what}, bisher {count}. Sie können sich schon umsehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/first_sync.py" />
            <source>Go on</source>
            <translation>Weitermachen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/first_sync.py" />
            <source>Not everything is on this laptop yet. What has come is safe.</source>
            <translation>Noch ist nicht alles auf diesem Laptop. Was angekommen ist, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/first_sync.py" />
            <source>Progress of the first sync</source>
            <translation>Fortschritt der ersten Synchronisierung</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>%Ln days ago</source>
            <translation>
                <numerusform>gestern</numerusform>
                <numerusform>vor %Ln Tagen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>d MMM</source>
            <translation>d. MMM</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>d MMM yyyy</source>
            <translation>dd.MM.yyyy</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>dddd, d MMMM</source>
            <translation>dddd, d. MMMM</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>just now</source>
            <translation>gerade eben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>never</source>
            <translation>nie</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>{count} h ago</source>
            <translation>vor {count} h</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/formats.py" />
            <source>{count} min ago</source>
            <translation>vor {count} min</translation>
        </message>
    </context>
    <context>
        <name>Freshness</name>
        <message>
            <location filename="../../smartclient/ui/widgets/freshness.py" />
            <source>{kind}: {count}, {age}, {state}</source>
            <translation>{kind}: {count}, {age}, {state}</translation>
        </message>
    </context>
    <context>
        <name>GoToDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/go_to.py" />
            <source>A customer, a product, an order or a page</source>
            <translation>Ein Kunde, ein Produkt, ein Auftrag oder eine Seite</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/go_to.py" />
            <source>Go to</source>
            <translation>Gehe zu</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/go_to.py" />
            <source>No matches</source>
            <translation>Keine Treffer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/go_to.py" />
            <source>What was found</source>
            <translation>Was gefunden wurde</translation>
        </message>
    </context>
    <context>
        <name>HeadOfficePage</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Cases</source>
            <translation>Fälle</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Check-outs</source>
            <translation>Ausgecheckt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Decided</source>
            <translation>Entschieden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Devices</source>
            <translation>Geräte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Head office</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Head office holds work and has answered none since {when}. See that its worker runs.</source>
            <translation>Die Zentrale hat Arbeit liegen und seit {when} nichts beantwortet. Sorgen Sie dafür, dass ihr Bearbeitungsdienst läuft.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>No worker has answered yet</source>
            <translation>Noch hat kein Bearbeitungsdienst geantwortet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Policies</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Reps</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Sections of head office</source>
            <translation>Bereiche der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Stopped</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Waiting for reps</source>
            <translation>Wartet auf Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice.py" />
            <source>Worker last seen {age}</source>
            <translation>Bearbeitungsdienst zuletzt gesehen {age}</translation>
        </message>
    </context>
    <context>
        <name>HelpDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>&amp;Back</source>
            <translation>&amp;Zurück</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>No page has all of these words.</source>
            <translation>Auf keiner Seite stehen alle diese Wörter.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>Pages of the manual</source>
            <translation>Seiten des Handbuchs</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>Search the manual</source>
            <translation>Im Handbuch suchen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/help.py" />
            <source>This is the first page.</source>
            <translation>Das ist die erste Seite.</translation>
        </message>
    </context>
    <context>
        <name>LatestTimeField</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/latest_time.py" />
            <source>Ask me after 1 day</source>
            <translation>Nach 1 Tag nachfragen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/latest_time.py" />
            <source>Ask me after 1 hour</source>
            <translation>Nach 1 Stunde nachfragen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/latest_time.py" />
            <source>Ask me after 4 hours</source>
            <translation>Nach 4 Stunden nachfragen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/latest_time.py" />
            <source>Send whenever possible</source>
            <translation>Senden, sobald es geht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/latest_time.py" />
            <source>When to send it</source>
            <translation>Wann er gesendet wird</translation>
        </message>
    </context>
    <context>
        <name>LegendDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>Answered by head office, or still your own</source>
            <translation>Von der Zentrale beantwortet oder noch bei Ihnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>In bars, what is confirmed.</source>
            <translation>In Balken, was bestätigt ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>In bars, what is tentative.</source>
            <translation>In Balken, was vorläufig ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>It will be deleted.</source>
            <translation>Es wird gelöscht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>Other marks</source>
            <translation>Andere Zeichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>Provisional number; head office assigns the final one.</source>
            <translation>Vorläufige Nummer; die endgültige vergibt die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>Status legend</source>
            <translation>Statuslegende</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>Struck through</source>
            <translation>Durchgestrichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/legend.py" />
            <source>Tentative: head office has not answered it</source>
            <translation>Vorläufig: von der Zentrale noch nicht beantwortet</translation>
        </message>
    </context>
    <context>
        <name>LineEntry</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_entry.py" />
            <source>&amp;Add line</source>
            <translation>Position &amp;hinzufügen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_entry.py" />
            <source>&amp;Product</source>
            <translation>&amp;Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_entry.py" />
            <source>Product name or number</source>
            <translation>Name oder Nummer des Produkts</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_entry.py" />
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
    </context>
    <context>
        <name>LinePages</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_pages.py" />
            <source>Branches</source>
            <translation>Filialen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_pages.py" />
            <source>Branches ({count})</source>
            <translation>Filialen ({count})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_pages.py" />
            <source>Lines</source>
            <translation>Positionen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/line_pages.py" />
            <source>Lines or branches</source>
            <translation>Positionen oder Filialen</translation>
        </message>
    </context>
    <context>
        <name>Lines</name>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Amount</source>
            <translation>Betrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Can't be priced until a sync; this is its last price.</source>
            <translation>Kann erst nach einer Synchronisierung neu berechnet werden; dies ist der letzte Preis.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Line</source>
            <translation>Pos.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Notes</source>
            <translation>Hinweise</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Product</source>
            <translation>Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_lines.py" />
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
    </context>
    <context>
        <name>LinesTable</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Order lines</source>
            <translation>Auftragspositionen</translation>
        </message>
    </context>
    <context>
        <name>LinkOutage</name>
        <message>
            <location filename="../../smartclient/ui/text/link_outage.py" />
            <source>Head office has been out of reach since {since}. {why}</source>
            <translation>Die Zentrale ist seit {since} nicht erreichbar. {why}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/link_outage.py" />
            <source>Head office last refused this device from {since} to {until}. The reason then: {why}</source>
            <translation>Die Zentrale hat dieses Gerät zuletzt von {since} bis {until} abgewiesen. Der Grund damals: {why}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/link_outage.py" />
            <source>Head office was last out of reach from {since} to {until}. The reason then: {why}</source>
            <translation>Die Zentrale war zuletzt von {since} bis {until} nicht erreichbar. Der Grund dafür: {why}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/link_outage.py" />
            <source>Since {since}: {why}</source>
            <translation>Seit {since}: {why}</translation>
        </message>
    </context>
    <context>
        <name>Mail</name>
        <message>
            <location filename="../../smartclient/ui/models/mails.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Did it arrive?</source>
            <translation>Angekommen?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>In English</source>
            <translation>Auf Englisch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>In German</source>
            <translation>Auf Deutsch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>It works. It was last used {when}.</source>
            <translation>Es funktioniert. Zuletzt benutzt: {when}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Its server can't be used since {when}:</source>
            <translation>Der Server ist nicht benutzbar, seit {when}:</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Mails to customers go from head office's mailbox.</source>
            <translation>E-Mails an Kunden gehen vom Postfach der Zentrale aus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Mails to customers go from your own mailbox where it is set up, else from head office's.</source>
            <translation>E-Mails an Kunden gehen von Ihrem eigenen Postfach aus, wo es eingerichtet ist, sonst von dem der Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Mails to customers go from your own mailbox.</source>
            <translation>E-Mails an Kunden gehen von Ihrem eigenen Postfach aus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>No mailbox is set up on this device.</source>
            <translation>Auf diesem Gerät ist kein Postfach eingerichtet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Nothing was sent from it yet. Send a test.</source>
            <translation>Von ihm wurde noch nichts gesendet. Senden Sie eine Probe.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/mails.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/mails.py" />
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>The order is confirmed</source>
            <translation>Der Auftrag ist bestätigt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>The order was cancelled</source>
            <translation>Der Auftrag wurde storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>The order was changed</source>
            <translation>Der Auftrag wurde geändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/mail.py" />
            <source>What you write</source>
            <translation>Was Sie schreiben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/mails.py" />
            <source>Written</source>
            <translation>Geschrieben</translation>
        </message>
    </context>
    <context>
        <name>MailFields</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>Attached</source>
            <translation>Anhang</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>Head office lets mails go to the customer's own address alone.</source>
            <translation>Die Zentrale lässt E-Mails nur an die eigene Adresse des Kunden gehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>It says</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>No mail address of this customer is known. Enter it in the customer's fields first.</source>
            <translation>Von diesem Kunden ist keine E-Mail-Adresse bekannt. Tragen Sie sie zuerst bei den Angaben zum Kunden ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/form.py" />
            <source>To</source>
            <translation>An</translation>
        </message>
    </context>
    <context>
        <name>MailView</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>Attached</source>
            <translation>Anhang</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>Open {document}</source>
            <translation>{document} öffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>Order {order}, as it is when the mail is sent</source>
            <translation>Auftrag {order}, wie er ist, wenn die E-Mail gesendet wird</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>This document comes with a sync.</source>
            <translation>Dieses Dokument kommt mit einer Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>To</source>
            <translation>An</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/preview.py" />
            <source>What it says follows the order until it is sent.</source>
            <translation>Der Text richtet sich nach dem Auftrag, bis die E-Mail gesendet wird.</translation>
        </message>
    </context>
    <context>
        <name>MailboxDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>&amp;Take away</source>
            <translation>&amp;Entfernen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Head office sends mails itself and lets none go from your own mailbox.</source>
            <translation>Die Zentrale sendet E-Mails selbst und lässt keine von Ihrem eigenen Postfach aus gehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>It is being looked up.</source>
            <translation>Es wird nachgesehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>No mailbox is set up.</source>
            <translation>Es ist kein Postfach eingerichtet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Saved. Send a test to see whether it works.</source>
            <translation>Gespeichert. Senden Sie eine Probe, um zu sehen, ob es funktioniert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Send a &amp;test</source>
            <translation>&amp;Probe senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Send a test to</source>
            <translation>Probe senden an</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Set up a mailbox first.</source>
            <translation>Richten Sie zuerst ein Postfach ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>The mail server is being called.</source>
            <translation>Der Mailserver wird gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>The mail server took the test for {recipient}.</source>
            <translation>Der Mailserver hat die Probe an {recipient} angenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Your own mailbox</source>
            <translation>Eigenes Postfach</translation>
        </message>
    </context>
    <context>
        <name>MailboxFields</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>Encryption</source>
            <translation>Verschlüsselung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>Login</source>
            <translation>Anmeldename</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>Mail server</source>
            <translation>Mailserver</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>STARTTLS (usual)</source>
            <translation>STARTTLS (üblich)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>TLS from the first byte</source>
            <translation>TLS vom ersten Byte an</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>Your address</source>
            <translation>Ihre Adresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox_fields.py" />
            <source>stays as it is</source>
            <translation>bleibt, wie es ist</translation>
        </message>
    </context>
    <context>
        <name>MailsDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>&amp;Send it again</source>
            <translation>&amp;Noch einmal senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>It &amp;arrived</source>
            <translation>Sie ist an&amp;gekommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>It is being saved.</source>
            <translation>Es wird gespeichert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>It is not sent again by itself: the customer might get it twice. You can also leave it as it is.</source>
            <translation>Sie wird nicht von selbst noch einmal gesendet: Der Kunde könnte sie zweimal bekommen. Sie können sie auch lassen, wie sie ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>Last heard of {when}.</source>
            <translation>Zuletzt davon gehört {when}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>Mails to customers</source>
            <translation>E-Mails an Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>No mails yet. Write one from a customer or an order.</source>
            <translation>Noch keine E-Mails. Schreiben Sie eine bei einem Kunden oder einem Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>Noted that the mail arrived.</source>
            <translation>Vermerkt: Die E-Mail ist angekommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>Open the &amp;order…</source>
            <translation>&amp;Auftrag öffnen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>S&amp;teps…</source>
            <translation>Schri&amp;tte…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>The mail is sent again with the next sync.</source>
            <translation>Die E-Mail wird mit der nächsten Synchronisierung noch einmal gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>This mail is about no order.</source>
            <translation>Diese E-Mail betrifft keinen Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mails.py" />
            <source>Written {when}.</source>
            <translation>Geschrieben {when}.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <location filename="../../smartclient/ui/shell/main_window.py" />
            <source>Back online. What waits goes with the next sync.</source>
            <translation>Wieder online. Was wartet, geht mit der nächsten Synchronisierung hinaus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/main_window.py" />
            <source>Help…</source>
            <translation>Hilfe…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/main_window.py" />
            <source>Smart Client</source>
            <translation>Smart Client</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/main_window.py" />
            <source>The language changes with the next start.</source>
            <translation>Die Sprache wechselt mit dem nächsten Start.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/main_window.py" />
            <source>Working offline. Nothing is sent until you switch this off.</source>
            <translation>Sie arbeiten offline. Nichts wird gesendet, bis Sie das ausschalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/main_window.py" />
            <source>{company} - Smart Client</source>
            <translation>{company} - Smart Client</translation>
        </message>
    </context>
    <context>
        <name>ManualView</name>
        <message>
            <location filename="../../smartclient/ui/widgets/manual_view.py" />
            <source>The page</source>
            <translation>Die Seite</translation>
        </message>
    </context>
    <context>
        <name>Matches</name>
        <message>
            <location filename="../../smartclient/ui/widgets/lists/matches.py" />
            <source>Price {price}</source>
            <translation>Preis {price}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/lists/matches.py" />
            <source>Stock {count}</source>
            <translation>Bestand {count}</translation>
        </message>
    </context>
    <context>
        <name>MessageDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>&amp;Cancel</source>
            <translation>&amp;Abbrechen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>&amp;Continue writing</source>
            <translation>&amp;Weiterschreiben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>&amp;Leave without sending</source>
            <translation>&amp;Verlassen ohne zu senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>&amp;Preview</source>
            <translation>&amp;Vorschau</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>&amp;Send</source>
            <translation>&amp;Senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>C&amp;hange</source>
            <translation>Ä&amp;ndern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>Head office has not confirmed this order yet. The mail waits until it has, and says what was confirmed; it does not go if the order is refused.</source>
            <translation>Die Zentrale hat diesen Auftrag noch nicht bestätigt. Die E-Mail wartet darauf und sagt, was bestätigt wurde; wird der Auftrag abgelehnt, geht sie nicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>It is being saved.</source>
            <translation>Es wird gespeichert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>Message about order {order} to {customer}</source>
            <translation>Nachricht zu Auftrag {order} an {customer}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>Message to {customer}</source>
            <translation>Nachricht an {customer}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>The mail to {recipient} is saved. It goes once the order is confirmed.</source>
            <translation>Die E-Mail an {recipient} ist gespeichert. Sie geht, sobald der Auftrag bestätigt ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>The mail to {recipient} is saved. It goes with the next sync.</source>
            <translation>Die E-Mail an {recipient} ist gespeichert. Sie geht mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>What you wrote is lost if you leave now.</source>
            <translation>Was Sie geschrieben haben, geht verloren, wenn Sie jetzt schließen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/message.py" />
            <source>Your message is not sent</source>
            <translation>Ihre Nachricht ist nicht gesendet</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>%Ln need action</source>
            <translation>
                <numerusform>%Ln zu klären</numerusform>
                <numerusform>%Ln zu klären</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln angehalten</numerusform>
                <numerusform>%Ln angehalten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln zu senden</numerusform>
                <numerusform>%Ln zu senden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/navigation.py" />
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
    </context>
    <context>
        <name>NewAccountDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/new_account.py" />
            <source>&amp;Go on to the order</source>
            <translation>&amp;Weiter zum Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/new_account.py" />
            <source>Go on to the order</source>
            <translation>Weiter zum Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/new_account.py" />
            <source>If head office refuses the order</source>
            <translation>Wenn die Zentrale den Auftrag ablehnt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/new_account.py" />
            <source>Keep the customer</source>
            <translation>Den Kunden behalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/new_account.py" />
            <source>Open the customer only together with the order</source>
            <translation>Den Kunden nur zusammen mit dem Auftrag anlegen</translation>
        </message>
    </context>
    <context>
        <name>NewCodeDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>&amp;Sign in</source>
            <translation>&amp;Anmelden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>Code or link</source>
            <translation>Code oder Link</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>Head office is being asked.</source>
            <translation>Die Zentrale wird gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>Sign in with a new code</source>
            <translation>Mit neuem Code anmelden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>Type the code first.</source>
            <translation>Geben Sie zuerst den Code ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/new_code.py" />
            <source>Type the code that head office gave you, or paste its link. Your work stays.</source>
            <translation>Geben Sie den Code ein, den Sie von der Zentrale bekommen haben, oder fügen Sie ihren Link ein. Ihre Arbeit bleibt.</translation>
        </message>
    </context>
    <context>
        <name>NewDevicesNotice</name>
        <message>
            <location filename="../../smartclient/ui/pages/today_devices.py" />
            <source>&amp;That was me</source>
            <translation>&amp;Das war ich</translation>
        </message>
    </context>
    <context>
        <name>NotificationBar</name>
        <message>
            <location filename="../../smartclient/ui/widgets/notification_bar.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/notification_bar.py" />
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
    </context>
    <context>
        <name>OpenCases</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_cases.py" />
            <source>&amp;Decide…</source>
            <translation>&amp;Entscheiden…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_cases.py" />
            <source>Cases</source>
            <translation>Fälle</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_cases.py" />
            <source>No case waits. What reps ask head office comes here.</source>
            <translation>Kein Fall wartet. Was der Außendienst die Zentrale fragt, kommt hierher.</translation>
        </message>
    </context>
    <context>
        <name>OpenConflicts</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>&amp;Take it over</source>
            <translation>&amp;Übernehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>&amp;Take over…</source>
            <translation>&amp;Übernehmen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>A case</source>
            <translation>Ein Fall</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>An admin is deciding about it already.</source>
            <translation>Darüber entscheidet schon die Verwaltung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>Being taken over</source>
            <translation>Wird übernommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>Conflicts of reps</source>
            <translation>Konflikte des Außendienstes</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>Customer data</source>
            <translation>Kundendaten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>Decide this instead of the rep?</source>
            <translation>Dies anstelle des Außendienstes entscheiden?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>Each waits for its rep. Take one over to decide it as a case.</source>
            <translation>Jeder Konflikt wartet auf den Außendienst. Übernehmen Sie einen, um ihn als Fall zu entscheiden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>It becomes a case. {rep} sees that head office decides, and reads your note.</source>
            <translation>Es wird ein Fall daraus. {rep} sieht, dass die Zentrale entscheidet, und liest Ihre Notiz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>It is a case after the next sync.</source>
            <translation>Nach der nächsten Synchronisierung ist es ein Fall.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>It is being taken over already.</source>
            <translation>Er wird schon übernommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>No rep has a conflict to resolve.</source>
            <translation>Im Außendienst ist kein Konflikt zu klären.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_conflicts.py" />
            <source>Note for the rep</source>
            <translation>Notiz für den Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>Rep</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>The rep's turn</source>
            <translation>Außendienst ist dran</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice_conflicts.py" />
            <source>What is wrong</source>
            <translation>Worum es geht</translation>
        </message>
    </context>
    <context>
        <name>OrderEditor</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Changes autosaved, {time}</source>
            <translation>Änderungen automatisch gesichert, {time}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Choose a customer first: type a part of the name or the number.</source>
            <translation>Wählen Sie zuerst einen Kunden: Geben Sie einen Teil des Namens oder der Nummer ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Choose the customer first.</source>
            <translation>Wählen Sie zuerst den Kunden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor.py" />
            <source>Delete draft</source>
            <translation>Entwurf löschen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Enter what is ordered first.</source>
            <translation>Geben Sie zuerst ein, was bestellt wird.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor.py" />
            <source>Enter: next field. Del: remove line. Ctrl+Z: undo.</source>
            <translation>Eingabetaste: nächstes Feld. Entf: Position löschen. Strg+Z: rückgängig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>It is being saved.</source>
            <translation>Es wird gespeichert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>New order</source>
            <translation>Neuer Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Not every branch can be placed like this.</source>
            <translation>So kann nicht jede Filiale bestellen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Order {number}</source>
            <translation>Auftrag {number}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>P&amp;lace order</source>
            <translation>Auftrag &amp;erteilen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>P&amp;lace {count} orders</source>
            <translation>{count} Aufträge &amp;erteilen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Save the c&amp;hanges</source>
            <translation>Änderungen &amp;speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Saved as a draft, {time}</source>
            <translation>Als Entwurf gespeichert, {time}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Saved as draft {number}.</source>
            <translation>Als Entwurf {number} gespeichert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Saved as one task: {numbers}. It goes to head office when you are back online.</source>
            <translation>Als eine Aufgabe gespeichert: {numbers}. Sie geht an die Zentrale, sobald Sie wieder online sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Saved as one task: {numbers}. It goes to head office with the next sync.</source>
            <translation>Als eine Aufgabe gespeichert: {numbers}. Sie geht mit der nächsten Synchronisierung an die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>The numbers that were taken ahead are used up, so this one is provisional. The next sync brings more.</source>
            <translation>Die im Voraus genommenen Nummern sind aufgebraucht, deshalb gilt diese nur vorläufig. Die nächste Synchronisierung bringt neue.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>The order for {name} is kept. Choose “For a new customer…” in a new order to go on with it.</source>
            <translation>Der Auftrag für {name} ist aufgehoben. Wählen Sie in einem neuen Auftrag „Für neuen Kunden…“, um damit fortzufahren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>These are your last changes. They were autosaved, and are not saved to the order yet.</source>
            <translation>Das sind Ihre letzten Änderungen. Sie wurden automatisch gesichert und sind noch nicht im Auftrag gespeichert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Type a product's name or number above, or repeat an earlier order.</source>
            <translation>Geben Sie oben Name oder Nummer eines Produkts ein, oder wiederholen Sie einen früheren Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>{number} is saved. It goes to head office when you are back online.</source>
            <translation>{number} ist gespeichert. Der Auftrag geht zur Zentrale, wenn Sie wieder online sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>{number} is saved. It goes to head office with the next sync.</source>
            <translation>{number} ist gespeichert. Der Auftrag geht mit der nächsten Synchronisierung zur Zentrale.</translation>
        </message>
    </context>
    <context>
        <name>OrderFilters</name>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Cancelled</source>
            <translation>Storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Confirmed</source>
            <translation>Bestätigt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Drafts</source>
            <translation>Entwürfe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Tentative</source>
            <translation>Vorläufig</translation>
        </message>
    </context>
    <context>
        <name>OrderForm</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>&amp;Deliver on</source>
            <translation>Liefer&amp;termin</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>As soon as possible</source>
            <translation>So bald wie möglich</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>C&amp;ustomer</source>
            <translation>K&amp;unde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Customer's &amp;reference</source>
            <translation>Bestell&amp;zeichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Deliver on</source>
            <translation>Liefertermin</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Name or number of the customer</source>
            <translation>Name oder Nummer des Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>New customer</source>
            <translation>Neuer Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>No freight</source>
            <translation>Keine Fracht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Ship &amp;by</source>
            <translation>&amp;Versandart</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Ship &amp;to</source>
            <translation>&amp;Lieferadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Ship by</source>
            <translation>Versandart</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>Ship to</source>
            <translation>Lieferadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>The customer's own reference</source>
            <translation>Bestellzeichen des Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>an order waits until head office has opened this customer</source>
            <translation>ein Auftrag wartet, bis die Zentrale diesen Kunden angelegt hat</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/form.py" />
            <source>estimated delivery {day}</source>
            <translation>voraussichtliche Lieferung {day}</translation>
        </message>
    </context>
    <context>
        <name>OrderLife</name>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>Came from head office</source>
            <translation>Kam von der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Head office</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>More</source>
            <translation>Näheres</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>Step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/order_history.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
    </context>
    <context>
        <name>OrderPrinting</name>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>&amp;Make it all the same</source>
            <translation>&amp;Trotzdem erstellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Export these orders</source>
            <translation>Diese Aufträge exportieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>No font on this computer has these characters: {characters}. The paper has their codes instead, such as {code}.</source>
            <translation>Keine Schrift auf diesem Computer hat diese Zeichen: {characters}. Auf dem Papier stehen stattdessen ihre Codes, wie {code}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Orders {day}</source>
            <translation>Aufträge {day}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>PDF files (*.pdf)</source>
            <translation>PDF-Dateien (*.pdf)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Save the order as PDF</source>
            <translation>Den Auftrag als PDF speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Saved as {file}.</source>
            <translation>Gespeichert als {file}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Tables (*.csv)</source>
            <translation>Tabellen (*.csv)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>The paper can't show everything</source>
            <translation>Das Papier kann nicht alles zeigen</translation>
        </message>
    </context>
    <context>
        <name>OrderSumsView</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/figures/order_sums.py" />
            <source>%Ln orders</source>
            <translation>
                <numerusform>%Ln Auftrag</numerusform>
                <numerusform>%Ln Aufträge</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/order_sums.py" />
            <source>Confirmed {amount} {currency}</source>
            <translation>Bestätigt {amount} {currency}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/order_sums.py" />
            <source>Drafts {amount} {currency}</source>
            <translation>Entwürfe {amount} {currency}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/order_sums.py" />
            <source>Tentative {amount} {currency}</source>
            <translation>Vorläufig {amount} {currency}</translation>
        </message>
    </context>
    <context>
        <name>OrderView</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Cancel the order</source>
            <translation>Auftrag &amp;stornieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Change…</source>
            <translation>&amp;Ändern…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Continue editing…</source>
            <translation>&amp;Weiter bearbeiten…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Duplicate order</source>
            <translation>Auftrag d&amp;uplizieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Keep it</source>
            <translation>&amp;Behalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Message…</source>
            <translation>&amp;Nachricht…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Print…</source>
            <translation>D&amp;rucken…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>&amp;Resolve…</source>
            <translation>&amp;Klären…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>C&amp;lose</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Cancel the &amp;order…</source>
            <translation>Auftrag &amp;stornieren…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Cancel this order?</source>
            <translation>Diesen Auftrag stornieren?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Deliver on</source>
            <translation>Liefertermin</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Delivery</source>
            <translation>Lieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Entered as</source>
            <translation>Eingegeben als</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Head office changed nothing.</source>
            <translation>Die Zentrale hat nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Head office has not decided yet.</source>
            <translation>Die Zentrale hat noch nicht darüber entschieden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>If head office has it already, it is asked to cancel it; otherwise it is withdrawn at once.</source>
            <translation>Hat die Zentrale ihn schon, wird sie gebeten, ihn zu stornieren; sonst wird er sofort zurückgezogen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Nothing happened yet.</source>
            <translation>Noch ist nichts geschehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Order {number}</source>
            <translation>Auftrag {number}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Ordered on</source>
            <translation>Auftrag vom</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Origin</source>
            <translation>Herkunft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Reference</source>
            <translation>Bestellzeichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Save as P&amp;DF…</source>
            <translation>Als P&amp;DF speichern…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Ship by</source>
            <translation>Versandart</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Ship to</source>
            <translation>Lieferadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>The conflict is being looked up.</source>
            <translation>Der Konflikt wird nachgeschlagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>This order is over: it can't be changed any more.</source>
            <translation>Dieser Auftrag ist abgeschlossen und lässt sich nicht mehr ändern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>What happened</source>
            <translation>Was geschehen ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>What head office changed</source>
            <translation>Was die Zentrale geändert hat</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>Why, for head office (may stay empty)</source>
            <translation>Warum, für die Zentrale (kann leer bleiben)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/view.py" />
            <source>You were editing this order. Your changes were autosaved, and are not saved to the order yet.</source>
            <translation>Sie haben diesen Auftrag bearbeitet. Ihre Änderungen wurden automatisch gesichert und sind noch nicht im Auftrag gespeichert.</translation>
        </message>
    </context>
    <context>
        <name>Orders</name>
        <message>
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>Delivery</source>
            <translation>Lieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>Ordered on</source>
            <translation>Auftrag vom</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/customer_history.py" />
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/orders.py" />
            <source>You entered it as {number}.</source>
            <translation>Sie haben ihn als {number} eingegeben.</translation>
        </message>
    </context>
    <context>
        <name>OrdersPage</name>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>&amp;New order</source>
            <translation>&amp;Neuer Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>E&amp;xport…</source>
            <translation>E&amp;xportieren…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>No matching orders. Try fewer words or all states.</source>
            <translation>Keine passenden Aufträge. Versuchen Sie weniger Wörter oder jeden Status.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>No orders yet. Press Ctrl+N to take the first one.</source>
            <translation>Noch keine Aufträge. Drücken Sie Strg+N, um den ersten aufzunehmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>No orders yet. {why}</source>
            <translation>Noch keine Aufträge. {why}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Number, customer or reference</source>
            <translation>Nummer, Kunde, Bestellzeichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Orders</source>
            <translation>Aufträge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>Show orders that are</source>
            <translation>Angezeigte Aufträge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/orders.py" />
            <source>There is no order to export here.</source>
            <translation>Hier gibt es keinen Auftrag zu exportieren.</translation>
        </message>
    </context>
    <context>
        <name>Origins</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>And %Ln more, each shown at its line.</source>
            <translation>
                <numerusform>Und %Ln weitere, bei der Position genannt.</numerusform>
                <numerusform>Und %Ln weitere, jeweils bei der Position genannt.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Made from {order}, which was refused.</source>
            <translation>Aus {order} entstanden, der abgelehnt wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Made from {order}.</source>
            <translation>Aus {order} entstanden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>Not as it was quoted before:</source>
            <translation>Nicht wie zuvor angeboten:</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/editor_texts.py" />
            <source>With the lines of {order}.</source>
            <translation>Mit den Positionen von {order}.</translation>
        </message>
    </context>
    <context>
        <name>Outbox</name>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>It is sent first.</source>
            <translation>Wird zuerst gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Next try</source>
            <translation>Nächster Versuch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Tries</source>
            <translation>Versuche</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Waits for {work}</source>
            <translation>Wartet auf {work}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/outbox.py" />
            <source>Why</source>
            <translation>Warum</translation>
        </message>
    </context>
    <context>
        <name>OutboxCarrying</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>%Ln answers taken in.</source>
            <translation>
                <numerusform>%Ln Antwort übernommen.</numerusform>
                <numerusform>%Ln Antworten übernommen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>%Ln requests written to {file}.</source>
            <translation>
                <numerusform>%Ln Vorgang in {file} geschrieben.</numerusform>
                <numerusform>%Ln Vorgänge in {file} geschrieben.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>E&amp;xport work…</source>
            <translation>Arbeit e&amp;xportieren…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Export work for head office</source>
            <translation>Arbeit für die Zentrale exportieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Have it carried to head office, which writes the answers to another file.</source>
            <translation>Lassen Sie sie zur Zentrale bringen; die schreibt die Antworten in eine andere Datei.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Nothing waits for head office.</source>
            <translation>Nichts wartet auf die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Take in &amp;answers…</source>
            <translation>&amp;Antworten übernehmen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Take in answers from head office</source>
            <translation>Antworten der Zentrale übernehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>These answers are here already. Nothing was changed.</source>
            <translation>Diese Antworten sind schon hier. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Work for head office (*.age)</source>
            <translation>Arbeit für die Zentrale (*.age)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Work {day}</source>
            <translation>Arbeit {day}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox_carrying.py" />
            <source>Write all that waits to a file that only head office can read.</source>
            <translation>Schreibt alles, was wartet, in eine Datei, die nur die Zentrale lesen kann.</translation>
        </message>
    </context>
    <context>
        <name>OutboxPage</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln at head office</source>
            <translation>
                <numerusform>%Ln bei der Zentrale</numerusform>
                <numerusform>%Ln bei der Zentrale</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln being decided</source>
            <translation>
                <numerusform>%Ln in Entscheidung</numerusform>
                <numerusform>%Ln in Entscheidung</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln angehalten</numerusform>
                <numerusform>%Ln angehalten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln zu senden</numerusform>
                <numerusform>%Ln zu senden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>&amp;Mails…</source>
            <translation>E-&amp;Mails…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>&amp;Open…</source>
            <translation>Ö&amp;ffnen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>&amp;Withdraw</source>
            <translation>&amp;Zurückziehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>After {when} you are asked instead of it being sent.</source>
            <translation>Nach {when} werden Sie gefragt, statt dass es gesendet wird.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>If you withdraw it, head office says whether that was in time.</source>
            <translation>Ziehen Sie es zurück, sagt die Zentrale, ob das rechtzeitig war.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>It goes before everything else.</source>
            <translation>Es geht vor allem anderen hinaus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>It goes with the next sync.</source>
            <translation>Es geht mit der nächsten Synchronisierung hinaus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>It goes within a day whatever the connection costs.</source>
            <translation>Es geht binnen eines Tages, was die Verbindung auch kostet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>It is being withdrawn. Head office has not confirmed yet that it was in time.</source>
            <translation>Es wird zurückgezogen. Die Zentrale hat noch nicht bestätigt, dass es rechtzeitig war.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Nothing is waiting. What is not sent or not answered yet is listed here.</source>
            <translation>Nichts wartet. Was noch nicht gesendet oder beantwortet ist, steht hier.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Open the mail to say so.</source>
            <translation>Öffnen Sie die E-Mail, um es zu sagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Outbox</source>
            <translation>Postausgang</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Requests not answered yet</source>
            <translation>Noch nicht beantwortete Vorgänge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>S&amp;teps…</source>
            <translation>S&amp;chritte…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Send &amp;first</source>
            <translation>Z&amp;uerst senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Send &amp;now anyway</source>
            <translation>&amp;Trotzdem jetzt senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Someone at head office is deciding about this.</source>
            <translation>Jemand in der Zentrale entscheidet gerade darüber.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>The next try is at {when}.</source>
            <translation>Der nächste Versuch ist um {when}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>There is nothing to open of this.</source>
            <translation>Hierzu gibt es nichts zu öffnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>This was not sent yet. You can still withdraw it.</source>
            <translation>Das wurde noch nicht gesendet. Sie können es noch zurückziehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>This was sent already.</source>
            <translation>Das wurde schon gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>This was stopped. Try it again, or withdraw it.</source>
            <translation>Das wurde angehalten. Versuchen Sie es erneut, oder ziehen Sie es zurück.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Tried %Ln times.</source>
            <translation>
                <numerusform>Einmal versucht.</numerusform>
                <numerusform>%Ln Mal versucht.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>Try &amp;again</source>
            <translation>&amp;Erneut versuchen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>You are withdrawing this. Head office has not confirmed yet that it was in time.</source>
            <translation>Sie ziehen das zurück. Die Zentrale hat noch nicht bestätigt, dass es rechtzeitig war.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/outbox.py" />
            <source>{counted}, worth {value} {currency}</source>
            <translation>{counted}, Wert {value} {currency}</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Catalog</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Conflicts</source>
            <translation>Konflikte</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Head office</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Orders</source>
            <translation>Aufträge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Outbox</source>
            <translation>Postausgang</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/registry.py" />
            <source>Today</source>
            <translation>Heute</translation>
        </message>
    </context>
    <context>
        <name>Paper</name>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Amount</source>
            <translation>Betrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>CANCELLED</source>
            <translation>STORNIERT</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Deliver on</source>
            <translation>Liefertermin</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Delivery</source>
            <translation>Lieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Entered as</source>
            <translation>Eingegeben als</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Freight</source>
            <translation>Fracht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Head office changed this order when it confirmed it.</source>
            <translation>Die Zentrale hat diesen Auftrag bei der Bestätigung geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Head office has not confirmed this order yet; prices may still change.</source>
            <translation>Die Zentrale hat diesen Auftrag noch nicht bestätigt; Preise können sich noch ändern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Line</source>
            <translation>Pos.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Net</source>
            <translation>Netto</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Order</source>
            <translation>Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Order {number}</source>
            <translation>Auftrag {number}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Ordered on</source>
            <translation>Auftrag vom</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Page {page} of {pages}</source>
            <translation>Seite {page} von {pages}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Product</source>
            <translation>Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>REFUSED</source>
            <translation>ABGELEHNT</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Sales rep</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Ship by</source>
            <translation>Versandart</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Ship to</source>
            <translation>Lieferadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Signature of the customer</source>
            <translation>Unterschrift des Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>TENTATIVE</source>
            <translation>VORLÄUFIG</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Tax</source>
            <translation>Steuer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Terms</source>
            <translation>Konditionen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>What head office changed</source>
            <translation>Was die Zentrale geändert hat</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Your reference</source>
            <translation>Ihr Bestellzeichen</translation>
        </message>
    </context>
    <context>
        <name>PlacedNotice</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/placed_notice.py" />
            <source>Steps…</source>
            <translation>Schritte…</translation>
        </message>
    </context>
    <context>
        <name>Policies</name>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Changed by</source>
            <translation>Geändert von</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Customer's field: {field}</source>
            <translation>Feld des Kunden: {field}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Head office's value</source>
            <translation>Wert der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>How old data may be: {kind}</source>
            <translation>Wie alt Daten sein dürfen: {kind}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Set to</source>
            <translation>Gesetzt auf</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Setting</source>
            <translation>Einstellung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>from {age} on {consequence}</source>
            <translation>ab {age} {consequence}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>used however old it is</source>
            <translation>wie alt auch immer verwendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>{now}, becomes: {wanted}</source>
            <translation>{now}, wird: {wanted}</translation>
        </message>
    </context>
    <context>
        <name>PoliciesSection</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>&amp;Change</source>
            <translation>&amp;Ändern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>As delivered: {setting}</source>
            <translation>Wie ausgeliefert: {setting}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Choose a policy</source>
            <translation>Wählen Sie eine Regel</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Choose another setting than the present one.</source>
            <translation>Wählen Sie eine andere Einstellung als die jetzige.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>For example {example}. As delivered: {setting}</source>
            <translation>Zum Beispiel {example}. Wie ausgeliefert: {setting}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>From {least} to {most}. As delivered: {setting}</source>
            <translation>Von {least} bis {most}. Wie ausgeliefert: {setting}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>How it was set, newest first</source>
            <translation>Frühere Werte, der neueste zuerst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>It holds for everyone after the next sync.</source>
            <translation>Es gilt für alle nach der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Never changed.</source>
            <translation>Nie geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Number</source>
            <translation>Zahl</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Policies</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Setting</source>
            <translation>Einstellung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_policies.py" />
            <source>Sync to see the policies.</source>
            <translation>Synchronisieren Sie, um die Regeln zu sehen.</translation>
        </message>
    </context>
    <context>
        <name>PreferencesDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>&amp;Cancel</source>
            <translation>A&amp;bbrechen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>As the system is</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>At the start</source>
            <translation>Beim Start</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Changing the language reopens the window.</source>
            <translation>Wenn Sie die Sprache ändern, wird das Fenster neu geöffnet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Every %Ln minutes</source>
            <translation>
                <numerusform>Jede Minute</numerusform>
                <numerusform>Alle %Ln Minuten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Every %Ln seconds</source>
            <translation>
                <numerusform>Jede Sekunde</numerusform>
                <numerusform>Alle %Ln Sekunden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Every hour</source>
            <translation>Jede Stunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Signed in as {login} at {place}.</source>
            <translation>Angemeldet als {login} bei {place}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Start in the tray, without a window</source>
            <translation>Im Infobereich starten, ohne Fenster</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Sync automatically</source>
            <translation>Automatisch synchronisieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>Theme</source>
            <translation>Design</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/preferences.py" />
            <source>This desktop has no tray.</source>
            <translation>Dieser Desktop hat keinen Infobereich.</translation>
        </message>
    </context>
    <context>
        <name>PrepareOfflineDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>%Ln requests are safe at head office and not answered yet.</source>
            <translation>
                <numerusform>%Ln Vorgang liegt sicher bei der Zentrale und ist noch nicht beantwortet.</numerusform>
                <numerusform>%Ln Vorgänge liegen sicher bei der Zentrale und sind noch nicht beantwortet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>%Ln requests wait to be sent.</source>
            <translation>
                <numerusform>%Ln Vorgang ist noch zu senden.</numerusform>
                <numerusform>%Ln Vorgänge sind noch zu senden.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>&amp;Try again</source>
            <translation>&amp;Erneut versuchen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>&amp;Work offline now</source>
            <translation>Jetzt &amp;offline arbeiten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>After that, sync again before you take orders.</source>
            <translation>Synchronisieren Sie danach, bevor Sie wieder Aufträge aufnehmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Complete until {when}</source>
            <translation>Vollständig bis {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Getting everything…</source>
            <translation>Alles wird geholt…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Not complete yet</source>
            <translation>Noch nicht vollständig</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Prepare for offline use</source>
            <translation>Für die Arbeit offline vorbereiten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Some prices end then, and the next ones are not known here yet.</source>
            <translation>Einige Preise enden dann, und die nächsten sind hier noch nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Still to come: {what}.</source>
            <translation>Es fehlt noch: {what}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>Too old to take orders with</source>
            <translation>Zu alt, um damit Aufträge aufzunehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>What to take &amp;along…</source>
            <translation>Was &amp;mitgenommen wird…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/prepare_offline.py" />
            <source>You can continue working meanwhile.</source>
            <translation>Sie können inzwischen weiterarbeiten.</translation>
        </message>
    </context>
    <context>
        <name>PricesPaid</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>Choose a product or a line to see what they paid for it before.</source>
            <translation>Wählen Sie ein Produkt oder eine Position, um zu sehen, was der Kunde früher dafür bezahlt hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>Order</source>
            <translation>Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>Ordered on</source>
            <translation>Auftrag vom</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>They have not ordered it before.</source>
            <translation>Der Kunde hat das noch nicht bestellt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>What they paid before</source>
            <translation>Was der Kunde früher bezahlt hat</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/prices_paid.py" />
            <source>What they paid before: {product}</source>
            <translation>Was der Kunde früher bezahlt hat: {product}</translation>
        </message>
    </context>
    <context>
        <name>Printing</name>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>It is priced from data of {day}.</source>
            <translation>Die Preise darin sind vom {day}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>This is how head office had it on {day}.</source>
            <translation>So war er am {day} in der Zentrale bekannt.</translation>
        </message>
    </context>
    <context>
        <name>ProductPanel</name>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>A piece</source>
            <translation>Pro Stück</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>A piece, before any discount.</source>
            <translation>Pro Stück, vor jedem Rabatt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>About this product</source>
            <translation>Über dieses Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>At least {count}</source>
            <translation>Mindestens {count}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>Coming soon: on sale from {day}.</source>
            <translation>Demnächst: im Verkauf ab {day}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>From {day}: {price}.</source>
            <translation>Ab {day}: {price}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>In packs of {count}</source>
            <translation>In Packungen zu {count}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>No longer sold.</source>
            <translation>Nicht mehr im Verkauf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>Pieces</source>
            <translation>Stück</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>Replaced by</source>
            <translation>Ersetzt durch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>Replaced by {name}</source>
            <translation>Ersetzt durch {name}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>Sold until {day}.</source>
            <translation>Im Verkauf bis {day}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>This customer</source>
            <translation>Dieser Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>formerly {sku}</source>
            <translation>früher {sku}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>{least} and more</source>
            <translation>{least} und mehr</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>{least} to {most}</source>
            <translation>{least} bis {most}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>{name} has a price of their own; others pay {price}.</source>
            <translation>{name} hat einen eigenen Preis; andere zahlen {price}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>{name} pays what everyone pays.</source>
            <translation>{name} zahlt, was alle zahlen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>{offer}, until {day}</source>
            <translation>{offer}, bis {day}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/product_panel.py" />
            <source>{stock} in stock, as of {age}</source>
            <translation>{stock} auf Lager, Stand: {age}</translation>
        </message>
    </context>
    <context>
        <name>QuantityField</name>
        <message>
            <location filename="../../smartclient/ui/widgets/quantity.py" />
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
    </context>
    <context>
        <name>Refusals</name>
        <message>
            <location filename="../../smartclient/ui/text/refusals.py" />
            <source>Head office refused it.</source>
            <translation>Die Zentrale hat es abgelehnt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/refusals.py" />
            <source>Head office refused:</source>
            <translation>Die Zentrale hat abgelehnt:</translation>
        </message>
    </context>
    <context>
        <name>Reps</name>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Admin</source>
            <translation>Admin</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Last contact</source>
            <translation>Letzter Kontakt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_reps.py" />
            <source>One row for each login: of several devices, the one that was in touch last is shown.</source>
            <translation>Eine Zeile je Anmeldename: von mehreren Geräten steht hier das, das sich zuletzt gemeldet hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Rep</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_reps.py" />
            <source>Reps</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Right</source>
            <translation>Richtig</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Role</source>
            <translation>Rolle</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Smart Client</source>
            <translation>Smart Client</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_reps.py" />
            <source>Sync to see the reps.</source>
            <translation>Synchronisieren Sie, um den Außendienst zu sehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Territory</source>
            <translation>Gebiet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Version {version}, old</source>
            <translation>Version {version}, veraltet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Waiting there</source>
            <translation>Wartet dort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>{minutes} min fast</source>
            <translation>{minutes} min vor</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>{minutes} min slow</source>
            <translation>{minutes} min nach</translation>
        </message>
    </context>
    <context>
        <name>RepsSection</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_reps.py" />
            <source>Let a &amp;device sign in…</source>
            <translation>Ein &amp;Gerät anmelden lassen…</translation>
        </message>
    </context>
    <context>
        <name>RestoreQuestionView</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>&amp;It was restored</source>
            <translation>&amp;Sie wurde wiederhergestellt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>Every laptop then reads everything again and offers again what it sent in the last 90 days. What head office still has is recognised; what it lost comes back.</source>
            <translation>Jeder Laptop liest dann alles neu und bietet erneut an, was er in den letzten 90 Tagen gesendet hat. Was die Zentrale noch hat, wird erkannt; was sie verloren hat, kommt zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>Head office is notified with the next sync.</source>
            <translation>Die Zentrale erfährt es mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>It was &amp;not</source>
            <translation>&amp;Nicht wiederhergestellt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>It was &amp;restored…</source>
            <translation>&amp;Wiederhergestellt…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_restore.py" />
            <source>Was head office restored?</source>
            <translation>Wurde die Zentrale wiederhergestellt?</translation>
        </message>
    </context>
    <context>
        <name>Restores</name>
        <message>
            <location filename="../../smartclient/ui/text/server_restores.py" />
            <source>Head office was restored from a backup, noticed {when}: {why}. Requests offered again: {count}.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt, bemerkt {when}: {why}. Erneut angebotene Vorgänge: {count}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/server_restores.py" />
            <source>Was head office restored from a backup? Since {when}, laptops report what only that explains (logins that do: {count}), and head office knows of none.</source>
            <translation>Wurde die Zentrale aus einer Sicherung wiederhergestellt? Seit {when} melden Laptops etwas, das nur so zu erklären ist (betroffene Anmeldenamen: {count}); die Zentrale weiß davon nichts.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>it is behind what was read here</source>
            <translation>sie ist auf einem älteren Stand als dieser Laptop</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>it says so</source>
            <translation>sie meldet es selbst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>orders or customers differed without a cause</source>
            <translation>Aufträge oder Kunden wichen ohne Grund ab</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>requests that it acknowledged were gone</source>
            <translation>Vorgänge, deren Eingang sie bestätigt hatte, fehlten</translation>
        </message>
    </context>
    <context>
        <name>SalesChart</name>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/sales_chart.py" />
            <source>No sales in these weeks yet.</source>
            <translation>In diesen Wochen noch keine Umsätze.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/sales_chart.py" />
            <source>Not known here since {day}. Sync to see what was sold.</source>
            <translation>Hier seit dem {day} nicht bekannt. Synchronisieren Sie, um zu sehen, was verkauft wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/sales_chart.py" />
            <source>Sales are not known here yet. Sync to see them.</source>
            <translation>Umsätze sind hier noch nicht bekannt. Synchronisieren Sie, um sie zu sehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/figures/sales_chart.py" />
            <source>Sales by week</source>
            <translation>Umsatz pro Woche</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <location filename="../../smartclient/ui/widgets/lists/search.py" />
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/lists/search.py" />
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
    </context>
    <context>
        <name>SecretDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>&amp;Sign in</source>
            <translation>&amp;Anmelden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>&amp;Use this passphrase</source>
            <translation>Diese Passphrase &amp;verwenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Fill in every field first.</source>
            <translation>Füllen Sie zuerst jedes Feld aus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Head office asks who you are. Without the password you continue to work offline.</source>
            <translation>Die Zentrale fragt, wer Sie sind. Ohne das Passwort arbeiten Sie offline weiter.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Make up a passphrase</source>
            <translation>Denken Sie sich eine Passphrase aus</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Password for head office</source>
            <translation>Passwort für die Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Repeat passphrase</source>
            <translation>Passphrase wiederholen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>The data on this laptop is encrypted. The passphrase opens it.</source>
            <translation>Die Daten auf diesem Laptop sind verschlüsselt. Die Passphrase öffnet sie.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>The two are not the same. Type the passphrase again.</source>
            <translation>Die beiden sind nicht gleich. Geben Sie die Passphrase noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Use at least {count} characters. A few words do well.</source>
            <translation>Verwenden Sie mindestens {count} Zeichen. Gut sind ein paar Wörter hintereinander.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Your data is encrypted on this laptop, which has no keyring to store the key in. You type the passphrase each time you start Smart Client; nobody can recover it if you forget it.</source>
            <translation>Ihre Daten liegen verschlüsselt auf diesem Laptop, und er hat keinen Schlüsselbund für den Schlüssel. Sie geben die Passphrase bei jedem Start von Smart Client ein; niemand kann sie Ihnen sagen, wenn Sie sie vergessen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/secret.py" />
            <source>Your passphrase</source>
            <translation>Ihre Passphrase</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Back, or close what is open</source>
            <translation>Zurück oder schließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Connection</source>
            <translation>Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Go to a customer, product, order or page</source>
            <translation>Zu einem Kunden, Produkt, Auftrag oder einer Seite gehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>In an empty product field: place the order</source>
            <translation>Im leeren Produktfeld: Auftrag erteilen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Mails to customers</source>
            <translation>E-Mails an Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Message to the customer that is shown</source>
            <translation>Nachricht an den gezeigten Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>New order</source>
            <translation>Neuer Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Open a page</source>
            <translation>Eine Seite öffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Open the row</source>
            <translation>Die Zeile öffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Order editor</source>
            <translation>Auftrag erfassen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Pages and lists</source>
            <translation>Seiten und Listen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Place the order</source>
            <translation>Den Auftrag erteilen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Prepare for offline use</source>
            <translation>Für die Arbeit offline vorbereiten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Quit Smart Client</source>
            <translation>Smart Client beenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Remove the line</source>
            <translation>Position streichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Repeat an earlier order</source>
            <translation>Einen früheren Auftrag wiederholen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Search in the page</source>
            <translation>In der Seite suchen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Status legend</source>
            <translation>Statuslegende</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Sync now</source>
            <translation>Jetzt synchronisieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Take what was found; add the line</source>
            <translation>Gefundenes übernehmen; Position hinzufügen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>This list</source>
            <translation>Diese Liste</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>To the next control</source>
            <translation>Zum nächsten Element</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Undo the last change of a line</source>
            <translation>Die letzte Änderung einer Position rückgängig machen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/shortcuts.py" />
            <source>Work offline, or online again</source>
            <translation>Offline arbeiten, oder wieder online</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/shortcuts.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/shortcuts.py" />
            <source>Shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>&amp;Browse…</source>
            <translation>D&amp;urchsuchen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>&amp;Sign in</source>
            <translation>&amp;Anmelden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>A &amp;file on this laptop</source>
            <translation>Eine &amp;Datei auf diesem Laptop</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Address or link</source>
            <translation>Adresse oder Link</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Asking head office who you are…</source>
            <translation>Die Zentrale wird gefragt, wer Sie sind…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Code</source>
            <translation>Code</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Database</source>
            <translation>Datenbank</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Databases (*.db *.sqlite);;All files (*)</source>
            <translation>Datenbanken (*.db *.sqlite);;Alle Dateien (*)</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Fill in every field first.</source>
            <translation>Füllen Sie zuerst jedes Feld aus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Head office is</source>
            <translation>Die Zentrale ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Head office's file</source>
            <translation>Datei der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Login</source>
            <translation>Anmeldename</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>On the &amp;web, with a code</source>
            <translation>Im &amp;Web, mit einem Code</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>SQL Ser&amp;ver</source>
            <translation>&amp;SQL Server</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Sign in once while head office is in reach. After that you take orders anywhere; they are kept encrypted on this laptop and go out when there is a connection.</source>
            <translation>Melden Sie sich einmal an, während die Zentrale erreichbar ist. Danach nehmen Sie überall Aufträge auf; sie liegen verschlüsselt auf diesem Laptop und gehen hinaus, sobald es eine Verbindung gibt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>Welcome to Smart Client</source>
            <translation>Willkommen bei Smart Client</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>not needed with a link</source>
            <translation>mit einem Link nicht nötig</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>orders.example.com, or the link you were given</source>
            <translation>auftraege.example.com, oder der Link, den Sie bekommen haben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/sign_in.py" />
            <source>sql.example.com, or a complete address</source>
            <translation>sql.example.com oder eine vollständige Adresse</translation>
        </message>
    </context>
    <context>
        <name>Signs</name>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Accepted as shown.</source>
            <translation>Angenommen wie angezeigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Accepted with a change; open it to see which.</source>
            <translation>Mit einer Änderung angenommen; öffnen Sie es, um sie zu sehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Head office refused it. Correct it or delete it; nothing was ordered.</source>
            <translation>Die Zentrale hat es abgelehnt. Berichtigen oder löschen Sie es; es wurde nichts bestellt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>It cannot continue without you. Try it again from the outbox, or withdraw it.</source>
            <translation>Ohne Sie geht es nicht weiter. Versuchen Sie es im Postausgang erneut, oder ziehen Sie es zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>It conflicts with something at head office. You choose what to do.</source>
            <translation>Es passt nicht zu etwas bei der Zentrale. Sie wählen, was geschehen soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>It is sent after another request of yours that it depends on.</source>
            <translation>Es wird nach einem anderen Vorgang von Ihnen gesendet, von dem es abhängt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>It was ordered, and is not wanted any more.</source>
            <translation>Es war bestellt und ist nicht mehr gewünscht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Not placed yet. It stays on this laptop until you do.</source>
            <translation>Noch nicht erteilt. Es bleibt bis dahin auf diesem Laptop.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Safe at head office, which has not answered yet.</source>
            <translation>Sicher bei der Zentrale, die noch nicht geantwortet hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Saved on this laptop. It goes to head office with the next sync.</source>
            <translation>Auf diesem Laptop gespeichert. Es geht mit der nächsten Synchronisierung zur Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Someone at head office decides. You hear of it with a later sync.</source>
            <translation>Jemand in der Zentrale entscheidet. Sie erfahren es bei einer späteren Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>Waiting for another request</source>
            <translation>Wartet auf einen anderen Vorgang</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>You withdrew it before head office carried it out.</source>
            <translation>Sie haben es zurückgezogen, bevor die Zentrale es ausgeführt hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>You withdrew it. Head office has not confirmed yet that it was in time.</source>
            <translation>Sie haben es zurückgezogen. Die Zentrale hat noch nicht bestätigt, dass es rechtzeitig war.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/status_badges.py" />
            <source>tentative, {state}</source>
            <translation>vorläufig, {state}</translation>
        </message>
    </context>
    <context>
        <name>StartupErrorDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/startup_error.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/startup_error.py" />
            <source>&amp;Help…</source>
            <translation>&amp;Hilfe…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/startup_error.py" />
            <source>Smart Client can't be opened now</source>
            <translation>Smart Client lässt sich jetzt nicht öffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/setup/startup_error.py" />
            <source>Your work is kept as it is on this laptop.</source>
            <translation>Ihre Arbeit bleibt auf diesem Laptop, wie sie ist.</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln at head office</source>
            <translation>
                <numerusform>%Ln bei der Zentrale</numerusform>
                <numerusform>%Ln bei der Zentrale</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln being decided</source>
            <translation>
                <numerusform>%Ln in Entscheidung</numerusform>
                <numerusform>%Ln in Entscheidung</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln angehalten</numerusform>
                <numerusform>%Ln angehalten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln zu senden</numerusform>
                <numerusform>%Ln zu senden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>Check the date and time of this computer. “Check this laptop” says more.</source>
            <translation>Prüfen Sie Datum und Uhrzeit dieses Computers. Mehr sagt „Diesen Laptop prüfen“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>Connection: {state}</source>
            <translation>Verbindung: {state}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Expensive connection</source>
            <translation>Teure Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office is not answering</source>
            <translation>Die Zentrale antwortet nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Head office is out of reach</source>
            <translation>Zentrale nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>Head office refuses this device</source>
            <translation>Die Zentrale weist dieses Gerät ab</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>No network</source>
            <translation>Kein Netz</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>Not connected yet</source>
            <translation>Noch nicht verbunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Online</source>
            <translation>Online</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>Show the connection</source>
            <translation>Die Verbindung zeigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Slow connection</source>
            <translation>Langsame Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/labels.py" />
            <source>Working offline, by choice</source>
            <translation>Offline, auf Ihren Wunsch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>last sync {age}</source>
            <translation>zuletzt synchronisiert {age}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>no answer since {since}</source>
            <translation>keine Antwort seit {since}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>this clock is {count} days off</source>
            <translation>diese Uhr geht {count} Tage falsch</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/status.py" />
            <source>this clock is {count} min off</source>
            <translation>diese Uhr geht {count} min falsch</translation>
        </message>
    </context>
    <context>
        <name>StepsButton</name>
        <message>
            <location filename="../../smartclient/ui/widgets/steps_button.py" />
            <source>S&amp;teps…</source>
            <translation>Schri&amp;tte…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/steps_button.py" />
            <source>Steps of the task</source>
            <translation>Schritte der Aufgabe</translation>
        </message>
    </context>
    <context>
        <name>Stopped</name>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>For support</source>
            <translation>Für den Support</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>It could not be read.</source>
            <translation>Es konnte nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Nothing is stopped. Head office could answer it all.</source>
            <translation>Nichts ist angehalten. Die Zentrale konnte alles beantworten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Rep</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Stopped requests</source>
            <translation>Angehaltene Vorgänge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Tries</source>
            <translation>Versuche</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/headoffice.py" />
            <source>Will be tried again</source>
            <translation>Wird erneut versucht</translation>
        </message>
    </context>
    <context>
        <name>StoppedSection</name>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>&amp;Close it</source>
            <translation>&amp;Abschließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>&amp;Close…</source>
            <translation>&amp;Abschließen…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>&amp;Not now</source>
            <translation>&amp;Jetzt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>&amp;Try it again</source>
            <translation>&amp;Erneut versuchen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Close this for good?</source>
            <translation>Dies endgültig abschließen?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Have this tried again?</source>
            <translation>Erneut versuchen lassen?</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Head office answers it as if it had just come in. {rep} may have withdrawn it or entered it again with an older Smart Client, which does not report that. Ask {rep} first whether it is still wanted.</source>
            <translation>Die Zentrale beantwortet es, als wäre es gerade eingegangen. {rep} kann es mit einem älteren Smart Client zurückgezogen oder neu erfasst haben, der das nicht meldet. Fragen Sie zuerst {rep}, ob es noch gewünscht ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>It is being tried again already.</source>
            <translation>Es wird schon erneut versucht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>It is closed after the next sync.</source>
            <translation>Es ist nach der nächsten Synchronisierung abgeschlossen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>It is refused and not tried again. {rep} sees that with your note, and can enter it again.</source>
            <translation>Es wird abgelehnt und nicht erneut versucht. {rep} sieht das mit Ihrer Notiz und kann es erneut eingeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>It is tried again after the next sync.</source>
            <translation>Es wird nach der nächsten Synchronisierung erneut versucht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Note for the rep</source>
            <translation>Notiz für den Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Tell support what is in the last column, then have it tried again.</source>
            <translation>Nennen Sie dem Support, was in der letzten Spalte steht, und lassen Sie es dann erneut versuchen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/headoffice_stopped.py" />
            <source>Try &amp;again…</source>
            <translation>&amp;Erneut versuchen…</translation>
        </message>
    </context>
    <context>
        <name>Sync</name>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Collecting answers…</source>
            <translation>Antworten werden abgeholt…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Connecting…</source>
            <translation>Verbindung wird hergestellt…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Getting {what}…</source>
            <translation>{what}: wird geholt…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Sending…</source>
            <translation>Wird gesendet…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Writing the file…</source>
            <translation>Datei wird geschrieben…</translation>
        </message>
    </context>
    <context>
        <name>SyncNotification</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln being decided at head office</source>
            <translation>
                <numerusform>%Ln wird von der Zentrale entschieden</numerusform>
                <numerusform>%Ln werden von der Zentrale entschieden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln confirmed</source>
            <translation>
                <numerusform>%Ln bestätigt</numerusform>
                <numerusform>%Ln bestätigt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln confirmed with changes</source>
            <translation>
                <numerusform>%Ln mit Änderungen bestätigt</numerusform>
                <numerusform>%Ln mit Änderungen bestätigt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln conflicts wait for you.</source>
            <translation>
                <numerusform>%Ln Konflikt wartet auf Sie.</numerusform>
                <numerusform>%Ln Konflikte warten auf Sie.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln could not be withdrawn any more</source>
            <translation>
                <numerusform>%Ln ließ sich nicht mehr zurückziehen</numerusform>
                <numerusform>%Ln ließen sich nicht mehr zurückziehen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln need action</source>
            <translation>
                <numerusform>%Ln zu klären</numerusform>
                <numerusform>%Ln zu klären</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln orders confirmed</source>
            <translation>
                <numerusform>%Ln Auftrag bestätigt</numerusform>
                <numerusform>%Ln Aufträge bestätigt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln abgelehnt</numerusform>
                <numerusform>%Ln abgelehnt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests are not answered yet.</source>
            <translation>
                <numerusform>%Ln Vorgang ist noch nicht beantwortet.</numerusform>
                <numerusform>%Ln Vorgänge sind noch nicht beantwortet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests are not sent yet.</source>
            <translation>
                <numerusform>%Ln Vorgang ist noch nicht gesendet.</numerusform>
                <numerusform>%Ln Vorgänge sind noch nicht gesendet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests are stopped.</source>
            <translation>
                <numerusform>%Ln Vorgang ist angehalten.</numerusform>
                <numerusform>%Ln Vorgänge sind angehalten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests wait for a cheaper connection.</source>
            <translation>
                <numerusform>%Ln Vorgang wartet auf eine günstigere Verbindung.</numerusform>
                <numerusform>%Ln Vorgänge warten auf eine günstigere Verbindung.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln requests, and what is new at head office, wait for a cheaper connection.</source>
            <translation>
                <numerusform>%Ln Vorgang und Neues von der Zentrale warten auf eine günstigere Verbindung.</numerusform>
                <numerusform>%Ln Vorgänge und Neues von der Zentrale warten auf eine günstigere Verbindung.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln stopped</source>
            <translation>
                <numerusform>%Ln angehalten</numerusform>
                <numerusform>%Ln angehalten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln withdrawn</source>
            <translation>
                <numerusform>%Ln zurückgezogen</numerusform>
                <numerusform>%Ln zurückgezogen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>%Ln withdrawn or replaced elsewhere</source>
            <translation>
                <numerusform>%Ln anderswo zurückgezogen oder ersetzt</numerusform>
                <numerusform>%Ln anderswo zurückgezogen oder ersetzt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>All sent, all answered. Your data is up to date.</source>
            <translation>Alles gesendet, alles beantwortet. Ihre Daten sind auf dem neuesten Stand.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Everything was sent. %Ln not answered yet, and safe at head office.</source>
            <translation>
                <numerusform>Alles wurde gesendet. %Ln Vorgang ist noch nicht beantwortet und liegt sicher bei der Zentrale.</numerusform>
                <numerusform>Alles wurde gesendet. %Ln Vorgänge sind noch nicht beantwortet und liegen sicher bei der Zentrale.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Head office is out of reach now. Your work is safe and is sent later.</source>
            <translation>Die Zentrale ist jetzt nicht erreichbar. Ihre Arbeit ist sicher und wird später gesendet.</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Head office was restored from a backup; %Ln requests were offered again.</source>
            <translation>
                <numerusform>Die Zentrale wurde aus einer Sicherung wiederhergestellt; %Ln Vorgang wurde erneut angeboten.</numerusform>
                <numerusform>Die Zentrale wurde aus einer Sicherung wiederhergestellt; %Ln Vorgänge wurden erneut angeboten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Look at it</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Resolve</source>
            <translation>Klären</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>What is new at head office waits for a cheaper connection.</source>
            <translation>Neues von der Zentrale wartet auf eine günstigere Verbindung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>You work offline. Nothing was sent.</source>
            <translation>Sie arbeiten offline. Nichts wurde gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_notification.py" />
            <source>Your data is up to date.</source>
            <translation>Ihre Daten sind auf dem neuesten Stand.</translation>
        </message>
    </context>
    <context>
        <name>SyncReport</name>
        <message>
            <location filename="../../smartclient/ui/shell/sync_report.py" />
            <source>A sync is running.</source>
            <translation>Eine Synchronisierung läuft.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/sync_report.py" />
            <source>Send all</source>
            <translation>Alles senden</translation>
        </message>
    </context>
    <context>
        <name>Table</name>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Currency</source>
            <translation>Währung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Customer number</source>
            <translation>Kundennummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Delivery</source>
            <translation>Lieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Entered as</source>
            <translation>Eingegeben als</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Ordered on</source>
            <translation>Auftrag vom</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
    </context>
    <context>
        <name>TakeAlongDialog</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>%Ln products</source>
            <translation>
                <numerusform>%Ln Produkt</numerusform>
                <numerusform>%Ln Produkte</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>&amp;Pin</source>
            <translation>An&amp;heften</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Head office answers with the next sync.</source>
            <translation>Die Zentrale antwortet mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Head office does not let customers of other reps be pinned.</source>
            <translation>Die Zentrale erlaubt nicht, fremde Kunden anzuheften.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Head office has no data sets for you: everything is taken along.</source>
            <translation>Die Zentrale hat keine Datenpakete für Sie: Alles wird mitgenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>It stands on the customer's orders and invoices, and its rep knows it.</source>
            <translation>Sie steht auf Aufträgen und Rechnungen des Kunden, und wer ihn betreut, kennt sie.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>None. Pin a customer of another rep's to read it here, also offline.</source>
            <translation>Keine. Heften Sie einen fremden Kunden an, um ihn hier zu lesen, auch offline.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Number of another rep's customer</source>
            <translation>Nummer eines fremden Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Pinned customers</source>
            <translation>Angeheftete Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Unpin</source>
            <translation>Lösen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>Unpin {customer}</source>
            <translation>{customer} lösen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>What to take along</source>
            <translation>Was mitgenommen wird</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>all of it comes anyway, as of {when}</source>
            <translation>kommt ohnehin ganz mit, Stand {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>as of {when}</source>
            <translation>Stand {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>comes with the next sync</source>
            <translation>kommt mit der nächsten Synchronisierung</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>documents ({size})</source>
            <translation>Dokumente ({size})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>no documents</source>
            <translation>keine Dokumente</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>no photos</source>
            <translation>keine Fotos</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>not taken along</source>
            <translation>nicht mitgenommen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>orders of %Ln days</source>
            <translation>
                <numerusform>Aufträge eines Tages</numerusform>
                <numerusform>Aufträge von %Ln Tagen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>photos ({size})</source>
            <translation>Fotos ({size})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>photos and documents ({size})</source>
            <translation>Fotos und Dokumente ({size})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>required, as of {when}</source>
            <translation>verpflichtend, Stand {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/take_along.py" />
            <source>{rep}'s customer, balance {balance} {currency}</source>
            <translation>Kunde von {rep}, Saldo {balance} {currency}</translation>
        </message>
    </context>
    <context>
        <name>TaskDialog</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>&amp;Take it back</source>
            <translation>&amp;Zurücknehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>How far it is</source>
            <translation>Wie weit sie ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>If you take it back</source>
            <translation>Wenn Sie sie zurücknehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>It is being taken back.</source>
            <translation>Sie wird zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/task.py" />
            <source>The task is being looked up.</source>
            <translation>Die Aufgabe wird nachgeschlagen.</translation>
        </message>
    </context>
    <context>
        <name>Tasks</name>
        <message>
            <location filename="../../smartclient/ui/text/step_texts.py" />
            <source>Changed again meanwhile, so it stays: {fields}.</source>
            <translation>Inzwischen erneut geändert und bleibt daher: {fields}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/step_texts.py" />
            <source>{ended} of {count} steps done</source>
            <translation>{ended} von {count} Schritten erledigt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/step_texts.py" />
            <source>{names} and {count} more</source>
            <translation>{names} und {count} weitere</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/step_texts.py" />
            <source>{record} ({does})</source>
            <translation>{record} ({does})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/step_texts.py" />
            <source>{step} (optional)</source>
            <translation>{step} (freiwillig)</translation>
        </message>
    </context>
    <context>
        <name>Today</name>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>About</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>Answer</source>
            <translation>Antwort</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>Decide</source>
            <translation>Entscheiden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/models/action_items.py" />
            <source>{about}, asked by {rep}</source>
            <translation>{about}, gefragt von {rep}</translation>
        </message>
    </context>
    <context>
        <name>TodayPage</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln mails to ask about.</source>
            <translation>
                <numerusform>%Ln E-Mail ungeklärt.</numerusform>
                <numerusform>%Ln E-Mails ungeklärt.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln of these being decided.</source>
            <translation>
                <numerusform>%Ln davon in Entscheidung.</numerusform>
                <numerusform>%Ln davon in Entscheidung.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln stopped.</source>
            <translation>
                <numerusform>%Ln angehalten.</numerusform>
                <numerusform>%Ln angehalten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln to decide.</source>
            <translation>
                <numerusform>%Ln zu entscheiden.</numerusform>
                <numerusform>%Ln zu entscheiden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>%Ln to resolve.</source>
            <translation>
                <numerusform>%Ln zu klären.</numerusform>
                <numerusform>%Ln zu klären.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Action needed</source>
            <translation>Zu klären</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Action needed, and your drafts</source>
            <translation>Zu klären, und Ihre Entwürfe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Answered by head office</source>
            <translation>Von der Zentrale beantwortet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Answered since you last looked, {when}</source>
            <translation>Neue Antworten seit Ihrem letzten Blick, {when}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>At head office</source>
            <translation>Bei der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Confirmed {amount}</source>
            <translation>Bestätigt {amount}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Confirmed: not known here</source>
            <translation>Bestätigt: hier nicht bekannt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Data freshness</source>
            <translation>Aktualität der Daten</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Drafts</source>
            <translation>Entwürfe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Every order was placed.</source>
            <translation>Jeder Auftrag wurde erteilt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Everything sent was answered.</source>
            <translation>Alles Gesendete ist beantwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Goes with the next sync.</source>
            <translation>Geht mit der nächsten Synchronisierung hinaus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Mark all as read</source>
            <translation>Alle als gelesen markieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>No action needed.</source>
            <translation>Nichts zu klären.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>No action needed. What cannot continue without you is listed here.</source>
            <translation>Nichts zu klären. Was ohne Sie nicht weitergehen kann, steht hier.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>No answers since you last looked.</source>
            <translation>Keine neuen Antworten, seit Sie zuletzt nachgesehen haben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Not placed yet.</source>
            <translation>Noch nicht erteilt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Nothing waits for the link.</source>
            <translation>Nichts wartet auf die Verbindung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Safe there, not answered yet.</source>
            <translation>Sicher dort, noch nicht beantwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Sales by week</source>
            <translation>Umsatz pro Woche</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Show</source>
            <translation>Anzeigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Tentative {amount}</source>
            <translation>Vorläufig {amount}</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Waiting to send</source>
            <translation>Zu senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>What head office answered</source>
            <translation>Was die Zentrale geantwortet hat</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Worth {value} {currency}.</source>
            <translation>Wert {value} {currency}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>Your drafts</source>
            <translation>Ihre Entwürfe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/pages/today.py" />
            <source>week of {day}</source>
            <translation>Woche vom {day}</translation>
        </message>
    </context>
    <context>
        <name>Toolbar</name>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Follow system theme</source>
            <translation>Design des Systems</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Go to… ({keys})</source>
            <translation>Gehe zu… ({keys})</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>New order</source>
            <translation>Neuer Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Sync now</source>
            <translation>Jetzt synchronisieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Toolbar</source>
            <translation>Symbolleiste</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/toolbar.py" />
            <source>Work offline</source>
            <translation>Offline arbeiten</translation>
        </message>
    </context>
    <context>
        <name>TotalsView</name>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Credit left after this</source>
            <translation>Kredit frei danach</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Freight</source>
            <translation>Fracht</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Net</source>
            <translation>Netto</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Tax</source>
            <translation>Steuer</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/widgets.py" />
            <source>Total, tentative</source>
            <translation>Summe, vorläufig</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>%Ln need action</source>
            <translation>
                <numerusform>%Ln zu klären</numerusform>
                <numerusform>%Ln zu klären</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>%Ln to send</source>
            <translation>
                <numerusform>%Ln zu senden</numerusform>
                <numerusform>%Ln zu senden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>Open Smart Client</source>
            <translation>Smart Client öffnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>Quit Smart Client</source>
            <translation>Smart Client beenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>Smart Client</source>
            <translation>Smart Client</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/tray.py" />
            <source>Working offline, by choice</source>
            <translation>Offline, auf Ihren Wunsch</translation>
        </message>
    </context>
    <context>
        <name>UndoButton</name>
        <message>
            <location filename="../../smartclient/ui/widgets/undo_button.py" />
            <source>&amp;Undo…</source>
            <translation>Rück&amp;gängig…</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/undo_button.py" />
            <source>Undo the last change</source>
            <translation>Letzte Änderung rückgängig machen</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/widgets/undo_button.py" />
            <source>What can be undone is being looked up.</source>
            <translation>Was sich rückgängig machen lässt, wird nachgeschlagen.</translation>
        </message>
    </context>
    <context>
        <name>WindowNavigator</name>
        <message>
            <location filename="../../smartclient/ui/shell/window_navigator.py" />
            <source>Continue</source>
            <translation>Fortfahren</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/window_navigator.py" />
            <source>Your last changes to {orders} were autosaved. Open the order to continue.</source>
            <translation>Ihre letzten Änderungen an {orders} wurden automatisch gesichert. Öffnen Sie den Auftrag, um weiterzumachen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/shell/window_navigator.py" />
            <source>Your order for {name}, a new customer, is not placed yet.</source>
            <translation>Ihr Auftrag für {name}, einen neuen Kunden, ist noch nicht erteilt.</translation>
        </message>
    </context>
    <context>
        <name>WorkerOutage</name>
        <message>
            <location filename="../../smartclient/ui/text/worker_outage.py" />
            <source>Head office has not answered since {since} (asked last: {asked}). What you sent is safe there, and there is nothing for you to do. If an answer is urgent, call head office: they may not know.</source>
            <translation>Die Zentrale hat seit {since} nicht geantwortet (zuletzt gefragt: {asked}). Was Sie gesendet haben, liegt dort sicher, und Sie brauchen nichts zu tun. Eilt eine Antwort, rufen Sie die Zentrale an: Vielleicht weiß man es dort noch nicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/worker_outage.py" />
            <source>Safe there. No answer since {since}.</source>
            <translation>Dort sicher. Keine Antwort seit {since}.</translation>
        </message>
    </context>
    <context>
        <name>wording</name>
        <message>
            <location filename="../../smartclient/bootstrap/web_options.py" />
            <source>--hsts needs HTTPS. Name --certificate and --key, or --behind-proxy, or leave --hsts out.</source>
            <translation>--hsts braucht HTTPS. Nennen Sie --certificate und --key oder --behind-proxy, oder lassen Sie --hsts weg.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_options.py" />
            <source>--replace-fingerprint goes with --self-signed and --public-url. Name both, or leave it out.</source>
            <translation>--replace-fingerprint gehört zu --self-signed und --public-url. Nennen Sie beide, oder lassen Sie es weg.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_options.py" />
            <source>--trust-proxy counts only with --behind-proxy. Name both, or neither.</source>
            <translation>--trust-proxy zählt nur mit --behind-proxy. Nennen Sie beide oder keines von beiden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>A browser named {name} was signed in as you on {when}. If that was not you, call head office.</source>
            <translation>Am {when} wurde ein Browser namens {name} unter Ihrem Namen angemeldet. Wenn Sie das nicht waren, rufen Sie die Zentrale an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>A browser was signed in as you on {when}. If that was not you, call head office.</source>
            <translation>Am {when} wurde ein Browser unter Ihrem Namen angemeldet. Wenn Sie das nicht waren, rufen Sie die Zentrale an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_options.py" />
            <source>A certificate needs its key. Name both: --certificate and --key.</source>
            <translation>Ein Zertifikat braucht seinen Schlüssel. Nennen Sie beide: --certificate und --key.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/device_refusals.py" />
            <source>A code counts for a minute at least and {days} days at most.</source>
            <translation>Ein Code gilt mindestens eine Minute und höchstens {days} Tage.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/apply_resolution.py" />
            <location filename="../../smartclient/headoffice/handlers/validation.py" />
            <source>A customer needs a name.</source>
            <translation>Ein Kunde braucht einen Namen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/customers.py" />
            <location filename="../../smartclient/use_cases/commands/customers.py" />
            <source>A customer needs a name. Enter one.</source>
            <translation>Ein Kunde braucht einen Namen. Geben Sie einen ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/data_sets.py" />
            <source>A data set for everybody has no recipient. Leave it out.</source>
            <translation>Ein Datenpaket für alle hat keinen Empfänger. Lassen Sie ihn weg.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/data_sets.py" />
            <source>A data set may name at most {most} categories.</source>
            <translation>Ein Datenpaket darf höchstens {most} Kategorien nennen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/data_sets.py" />
            <source>A data set needs a name.</source>
            <translation>Ein Datenpaket braucht einen Namen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/data_sets.py" />
            <source>A data set says something of products, photos, documents or orders. Name at least one category, whether photos or documents belong to it, or how many days of orders.</source>
            <translation>Ein Datenpaket sagt etwas über Produkte, Fotos, Dokumente oder Aufträge. Nennen Sie mindestens eine Kategorie, ob Fotos oder Dokumente dazugehören, oder wie viele Tage an Aufträgen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/mail/documents.py" />
            <source>A document of this mail is no longer at head office. Write another mail, with the documents as they are now.</source>
            <translation>Ein Dokument dieser E-Mail ist nicht mehr bei der Zentrale. Schreiben Sie eine neue, mit den Dokumenten, wie sie jetzt sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/service_records.py" />
            <source>A document of this mail is no longer here. Write another mail, with the documents as they are now.</source>
            <translation>Ein Dokument dieser E-Mail ist nicht mehr hier. Schreiben Sie eine andere E-Mail, mit den Dokumenten, wie sie jetzt sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/sqlite/maintenance.py" />
            <source>A file has no schemas. Leave --schema out.</source>
            <translation>Eine Datei hat keine Schemas. Lassen Sie --schema weg.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/access.py" />
            <source>A head office in a file has no logins: whoever may open the file may do everything. Logins are granted on SQL Server.</source>
            <translation>Eine Zentrale in einer Datei hat keine Anmeldenamen: Wer die Datei öffnen darf, darf alles. Anmeldenamen werden auf dem SQL Server vergeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>A laptop named {name} was signed in as you on {when}. If that was not you, call head office.</source>
            <translation>Am {when} wurde ein Laptop namens {name} unter Ihrem Namen angemeldet. Wenn Sie das nicht waren, rufen Sie die Zentrale an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>A laptop was signed in as you on {when}. If that was not you, call head office.</source>
            <translation>Am {when} wurde ein Laptop unter Ihrem Namen angemeldet. Wenn Sie das nicht waren, rufen Sie die Zentrale an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/mail.py" />
            <source>A mail carries at most {most} documents of {largest} MB together. Leave some out.</source>
            <translation>Eine E-Mail trägt höchstens {most} Dokumente von zusammen {largest} MB. Lassen Sie einige weg.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/mail.py" />
            <source>A mail needs a subject and a text.</source>
            <translation>Eine E-Mail braucht einen Betreff und einen Text.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/resources.py" />
            <source>A part of Smart Client is missing from this machine: {name}. Install it again.</source>
            <translation>Auf diesem Rechner fehlt ein Teil von Smart Client: {name}. Installieren Sie es neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/pinning.py" />
            <source>A request about {customer} is on its way to head office already. Sync, or withdraw it in the outbox.</source>
            <translation>Eine Anfrage zu {customer} ist schon unterwegs zur Zentrale. Synchronisieren Sie, oder nehmen Sie sie im Postausgang zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>A rule of a newer Smart Client</source>
            <translation>Eine Regel eines neueren Smart Client</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/file.py" />
            <source>A setting in {path} has the wrong kind of value: {why}.</source>
            <translation>Eine Einstellung in {path} hat die falsche Art von Wert: {why}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Accepted as entered</source>
            <translation>Wie eingegeben angenommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Action needed</source>
            <translation>Zu klären</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>After that head office can't be reached with it. Ask head office to renew the certificate.</source>
            <translation>Danach ist die Zentrale damit nicht mehr erreichbar. Bitten Sie die Zentrale, das Zertifikat zu erneuern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>An admin decides</source>
            <translation>Admin</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/documents.py" />
            <source>An answer of head office can be read only by a newer Smart Client. It is kept there. Upgrade Smart Client.</source>
            <translation>Eine Antwort der Zentrale kann nur ein neuerer Smart Client lesen. Sie bleibt dort erhalten. Aktualisieren Sie Smart Client.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/receive_replies.py" />
            <source>An answer of head office can't be applied here. It is kept and tried again with each sync; call support.</source>
            <translation>Eine Antwort der Zentrale lässt sich hier nicht anwenden. Sie bleibt erhalten und wird bei jeder Synchronisierung erneut versucht; rufen Sie den Support an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/together_members.py" />
            <source>An earlier request about one of the customers waits for its answer.</source>
            <translation>Eine frühere Anfrage zu einem der Kunden wartet noch auf ihre Antwort.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>An embedded head office needs no database driver.</source>
            <translation>Eine eingebaute Zentrale braucht keinen Datenbanktreiber.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/limits.py" />
            <source>An order has at most {most} lines. Enter the rest as another order.</source>
            <translation>Ein Auftrag hat höchstens {most} Positionen. Erfassen Sie den Rest als weiteren Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/order_merge.py" />
            <source>An order has no field {field}.</source>
            <translation>Ein Auftrag hat kein Feld „{field}“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>Another page answered in place of head office. If this network asks you to sign in on a page first, do that in a browser.</source>
            <translation>Statt der Zentrale hat eine andere Seite geantwortet. Wenn dieses Netz zuerst eine Anmeldung auf einer Seite verlangt, melden Sie sich dort im Browser an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/sqlite/lock_file.py" />
            <source>Another program is answering requests at the moment.</source>
            <translation>Ein anderes Programm beantwortet gerade Vorgänge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Another program is using the store at the moment.</source>
            <translation>Ein anderes Programm benutzt gerade die Daten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/serving/listen_address.py" />
            <source>Another program listens on {host} port {port} already. Choose another port, or end that program.</source>
            <translation>Auf {host} Port {port} lauscht schon ein anderes Programm. Wählen Sie einen anderen Port, oder beenden Sie jenes Programm.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Another rep had checked the customer out.</source>
            <translation>Jemand anderes hatte den Kunden ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>Another sender has this mail by now.</source>
            <translation>Diese E-Mail hat inzwischen ein anderer Absender.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/worker/worker.py" />
            <source>Another worker answers these requests.</source>
            <translation>Ein anderer Bearbeitungsdienst beantwortet diese Vorgänge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/inbox/lanes.py" />
            <source>Another worker began on the same requests.</source>
            <translation>Ein anderer Bearbeitungsdienst hat mit denselben Vorgängen begonnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Any address</source>
            <translation>Jede Adresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Approve as entered</source>
            <translation>Wie eingegeben genehmigen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>As the system reports it</source>
            <translation>Wie das System es meldet</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Ask head office</source>
            <translation>Zentrale fragen</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>Ask head office for a new code, and sign in with it. Your work is kept.</source>
            <translation>Bitten Sie die Zentrale um einen neuen Code, und melden Sie sich damit an. Ihre Arbeit bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>At head office</source>
            <translation>Bei der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/new_address.py" />
            <source>At that address you are {there}, and the work here is {here}'s. Nothing was changed.</source>
            <translation>Unter dieser Adresse sind Sie {there}, die Arbeit hier gehört aber {here}. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/service.py" />
            <source>At this head office everybody is who the server says. Sign in there: smartclient sign-in --url URL --login LOGIN.</source>
            <translation>Bei dieser Zentrale ist jeder, wer er dem Server nach ist. Melden Sie sich dort an: smartclient sign-in --url URL --login ANMELDENAME.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/service.py" />
            <source>At this head office the server's own clock counts. Set that one.</source>
            <translation>Bei dieser Zentrale zählt die Uhr des Servers. Stellen Sie diese.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Back order</source>
            <translation>Nachlieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Back-ordered</source>
            <translation>Nachlieferung</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_service.py" />
            <source>Behind a proxy on another computer, name its address with --trust-proxy, or nobody is served.</source>
            <translation>Nennen Sie hinter einem Proxy auf einem anderen Rechner dessen Adresse mit --trust-proxy, sonst wird niemand bedient.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Below the minimum</source>
            <translation>Unter der Mindestmenge</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Break a check-out</source>
            <translation>Das Auschecken eines Kunden beenden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>By chance, final at once</source>
            <translation>Zufällig, sofort endgültig</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>By the clock of this computer the certificate that is pinned here is out of its dates, {begins} to {ends}. It was issued by {issuer}.</source>
            <translation>Nach der Uhr dieses Computers ist das hier hinterlegte Zertifikat außerhalb seiner Gültigkeit, {begins} bis {ends}. Ausgestellt hat es {issuer}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>By the clock of this computer the service's certificate is out of its dates, {begins} to {ends}. It was issued by {issuer}.</source>
            <translation>Nach der Uhr dieses Computers ist das Zertifikat des Dienstes außerhalb seiner Gültigkeit, {begins} bis {ends}. Ausgestellt hat es {issuer}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Call support before you do anything else. To go on without what was not sent, move the files of this folder away and sign in again.</source>
            <translation>Rufen Sie den Support an, bevor Sie etwas anderes tun. Wenn Sie auf das verzichten können, was nicht gesendet wurde, verschieben Sie die Dateien dieses Ordners an einen anderen Ort und melden Sie sich neu an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Can't be taken back</source>
            <translation>Nicht mehr zurückzunehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Cancel order</source>
            <translation>Auftrag stornieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Cancel the order</source>
            <translation>Auftrag stornieren</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Cancelled</source>
            <translation>Storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Carry out several together</source>
            <translation>Mehreres zusammen ausführen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Change a data set</source>
            <translation>Datenpaket ändern</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Change customer</source>
            <translation>Kunden ändern</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Change order</source>
            <translation>Auftrag ändern</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Change policy</source>
            <translation>Regel ändern</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Check a customer in</source>
            <translation>Einen Kunden zurückgeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Check a customer out</source>
            <translation>Einen Kunden auschecken</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Check-out</source>
            <translation>Ausgecheckt</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/order/scanning.py" />
            <source>Choose a customer first, and scan {code} again then.</source>
            <translation>Wählen Sie zuerst einen Kunden und scannen Sie {code} dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_options.py" />
            <source>Choose one of --certificate with --key, --self-signed and --behind-proxy.</source>
            <translation>Wählen Sie eines: --certificate mit --key, --self-signed oder --behind-proxy.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Close Smart Client wherever else it runs, then look again. Nothing is damaged.</source>
            <translation>Schließen Sie Smart Client überall, wo er sonst noch läuft, und prüfen Sie dann noch einmal. Es ist nichts beschädigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Close stopped work</source>
            <translation>Angehaltenes abschließen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Combine both</source>
            <translation>Beide zusammen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Confirmed</source>
            <translation>Bestätigt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Confirmed, changed</source>
            <translation>Bestätigt, geändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>Correct its name in the settings, or take it out to have one found.</source>
            <translation>Berichtigen Sie den Namen in den Einstellungen, oder nehmen Sie ihn heraus, damit einer gesucht wird.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>Correct the date and time of this computer. If they are right, the other clock was ahead. Correct that one; then an admin runs: smartclient headoffice clock --set-right --url URL.</source>
            <translation>Stellen Sie Datum und Uhrzeit dieses Computers richtig. Stimmen sie, ging die andere Uhr vor. Stellen Sie jene richtig; danach führt ein Administrator aus: smartclient headoffice clock --set-right --url URL.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Customer checked out by another rep</source>
            <translation>Kunde von jemand anderem ausgecheckt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Customer closed</source>
            <translation>Kunde geschlossen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Customer number</source>
            <translation>Kundennummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Customer on hold</source>
            <translation>Kunde gesperrt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Customer {after} instead of {before}.</source>
            <translation>Kunde {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Customer {before} is not one of yours. Ask head office who looks after it.</source>
            <translation>Kunde {before} gehört nicht zu Ihren. Fragen Sie die Zentrale, wer ihn betreut.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Customer {before} was merged into {after}, {customer}.</source>
            <translation>Kunde {before} wurde mit {after}, {customer}, zusammengelegt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_orders.py" />
            <source>Customer {number} is named twice. Name each branch once.</source>
            <translation>Kunde {number} ist zweimal genannt. Nennen Sie jede Filiale einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/replies/apply_reply.py" />
            <source>Customer {number} is no longer yours, so this was not sent. Ask head office, or withdraw it.</source>
            <translation>Kunde {number} gehört nicht mehr zu Ihren, daher wurde das nicht gesendet. Fragen Sie die Zentrale, oder ziehen Sie es zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/customers.py" />
            <location filename="../../smartclient/orderpad/quoting.py" />
            <source>Customer {number} is not on this device. Sync, then look at your customers.</source>
            <translation>Der Kunde {number} ist nicht auf diesem Gerät. Synchronisieren Sie, und sehen Sie dann Ihre Kunden an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Customers merged</source>
            <translation>Kunden zusammengelegt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Customers of the rep's territory</source>
            <translation>Kunden im eigenen Gebiet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Customers outside the partition that reps may pin for reading</source>
            <translation>Fremde Kunden, die der Außendienst zum Lesen anheften darf</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/data_ages.py" />
            <source>Data that was too old is no longer on this device. Sync to load it again.</source>
            <translation>Zu alte Daten sind nicht mehr auf diesem Gerät. Synchronisieren Sie, um sie wieder zu laden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Data too old</source>
            <translation>Daten zu alt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Date that can't be right</source>
            <translation>Datum, das nicht stimmen kann</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Day whose prices count</source>
            <translation>Tag, dessen Preise gelten</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days a customer is checked out for where the rep names none</source>
            <translation>Tage, für die ein Kunde ausgecheckt wird, wo keine genannt sind</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days a customer may be checked out for at most</source>
            <translation>Tage, für die ein Kunde höchstens ausgecheckt werden darf</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days to keep a device that is not seen</source>
            <translation>Nicht mehr gesehene Geräte aufbewahren (Tage)</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days to keep answered requests and closed conflicts</source>
            <translation>Beantwortete Vorgänge und gelöste Konflikte aufbewahren (Tage)</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days to keep decided cases</source>
            <translation>Entschiedene Fälle aufbewahren (Tage)</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days to keep deletions, for devices that were away</source>
            <translation>Löschungen für abwesende Geräte aufbewahren (Tage)</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days to keep the log of changes</source>
            <translation>Änderungsprotokoll aufbewahren (Tage)</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Days within which an order may be a double</source>
            <translation>Tage, innerhalb derer ein Auftrag doppelt sein kann</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Decide about a mail</source>
            <translation>Über eine E-Mail entscheiden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Decide case</source>
            <translation>Fall entscheiden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Decided by {by}.</source>
            <translation>Entschieden von {by}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Delete customer</source>
            <translation>Kunden löschen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Delivery day</source>
            <translation>Liefertermin</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/public_address.py" />
            <source>Devices at {url} pin another certificate of --self-signed: several machines need --certificate with one that devices trust. Where the other is lost, replace it with --replace-fingerprint and enrol each device again.</source>
            <translation>Geräte kennen unter {url} ein anderes Zertifikat aus --self-signed: Mehrere Rechner brauchen --certificate mit einem, dem die Geräte vertrauen. Ist das andere verloren, ersetzen Sie es mit --replace-fingerprint und lassen Sie jedes Gerät neu zu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Discount</source>
            <translation>Rabatt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Don't open this customer</source>
            <translation>Diesen Kunden nicht anlegen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Drop line {line}, {name}</source>
            <translation>Position {line} streichen, {name}</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Drop what a device handed over</source>
            <translation>Verwerfen, was ein Gerät übergab</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/mail/mailbox.py" />
            <source>Enter the password of the mailbox.</source>
            <translation>Geben Sie das Passwort des Postfachs ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Every customer</source>
            <translation>Jeder Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Freight</source>
            <translation>Fracht</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>From head office, with its answer</source>
            <translation>Von der Zentrale, mit ihrer Antwort</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>Get the right to write there, or a disk that is not read-only.</source>
            <translation>Lassen Sie sich das Recht geben, dort zu schreiben, oder nehmen Sie eine Festplatte ohne Schreibschutz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>Get the right to write there, or a disk that is not read-only. What was saved is not lost; leave the files as they are.</source>
            <translation>Lassen Sie sich das Recht geben, dort zu schreiben, oder nehmen Sie eine Festplatte ohne Schreibschutz. Was gespeichert wurde, ist nicht verloren; lassen Sie die Dateien, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Give numbers back</source>
            <translation>Nummern zurückgeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Hand back to the rep</source>
            <translation>An den Außendienst zurückgeben</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Have the order delivered from {after} on</source>
            <translation>Den Auftrag ab {after} liefern lassen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/unreadable_answer.py" />
            <source>Head office answered in a way that this Smart Client does not understand. Your work is kept. Ask head office whether it was upgraded, and upgrade Smart Client.</source>
            <translation>Die Zentrale hat auf eine Weise geantwortet, die dieser Smart Client nicht versteht. Ihre Arbeit bleibt erhalten. Fragen Sie die Zentrale, ob sie aktualisiert wurde, und aktualisieren Sie Smart Client.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/messages.py" />
            <location filename="../../smartclient/headoffice/retention/outcomes.py" />
            <source>Head office answered this long ago and keeps only what came of it. Look at the record as it is now.</source>
            <translation>Die Zentrale hat dies vor langer Zeit beantwortet und nur das Ergebnis aufbewahrt. Sehen Sie sich den jetzigen Stand des Datensatzes an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>Head office answered {who} in {milliseconds} ms.</source>
            <translation>Die Zentrale hat {who} in {milliseconds} ms geantwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Head office asks about this by a rule that this Smart Client does not know. Upgrade Smart Client to read what is wrong.</source>
            <translation>Die Zentrale fragt hier nach einer Regel, die dieser Smart Client nicht kennt. Aktualisieren Sie Smart Client, um zu lesen, was nicht stimmt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/connecting.py" />
            <source>Head office can't be reached now: {server} does not answer.</source>
            <translation>Die Zentrale ist jetzt nicht erreichbar: {server} antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>Head office can't be reached with it. Check the clock here; if it is right, ask head office to renew the certificate.</source>
            <translation>Damit ist die Zentrale nicht erreichbar. Prüfen Sie die Uhr hier; wenn sie stimmt, bitten Sie die Zentrale, das Zertifikat zu erneuern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/handshake.py" />
            <source>Head office can't use its mail server now. Mails wait for it.</source>
            <translation>Die Zentrale kann ihren Mailserver jetzt nicht benutzen. E-Mails warten darauf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/customer_update.py" />
            <source>Head office changed this too ({fields}), and its value stays. Look at it again.</source>
            <translation>Die Zentrale hat das auch geändert ({fields}), und ihr Wert bleibt. Sehen Sie es sich noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/worker/answering.py" />
            <source>Head office could not answer this request. It is kept there, and support can see why. Try again later. Or take it back, and wait for the answer before you enter it again.</source>
            <translation>Die Zentrale konnte diesen Vorgang nicht beantworten. Er bleibt dort erhalten, und der Support kann den Grund sehen. Versuchen Sie es später erneut. Oder nehmen Sie ihn zurück, und warten Sie die Antwort ab, bevor Sie ihn neu eingeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/retry_dead_letter.py" />
            <source>Head office could not carry this out and has closed it. Enter it again if it is still wanted.</source>
            <translation>Die Zentrale konnte dies nicht ausführen und hat es abgeschlossen. Geben Sie es noch einmal ein, wenn es noch gewünscht ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/encoding.py" />
            <source>Head office could not read this request. It is kept there. Call support. Or take it back, and wait for the answer before you enter it again.</source>
            <translation>Die Zentrale konnte diesen Vorgang nicht lesen. Er bleibt dort erhalten. Rufen Sie den Support an. Oder nehmen Sie ihn zurück, und warten Sie die Antwort ab, bevor Sie ihn neu eingeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office could not read what this Smart Client sent. Your work is kept. Call support if it happens again.</source>
            <translation>Die Zentrale konnte nicht lesen, was dieser Smart Client gesendet hat. Ihre Arbeit bleibt erhalten. Rufen Sie den Support, wenn es wieder vorkommt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office could not read what was sent. It is kept; call support.</source>
            <translation>Die Zentrale konnte nicht lesen, was gesendet wurde. Es bleibt erhalten; rufen Sie den Support an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office could not take this in the middle of something else.</source>
            <translation>Die Zentrale konnte das mitten in etwas anderem nicht annehmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <source>Head office databases of the kind {kind} are not supported. Use sqlite:///FILE or mssql+pyodbc://USER@SERVER/DATABASE.</source>
            <translation>Datenbanken der Art {kind} werden für die Zentrale nicht unterstützt. Verwenden Sie sqlite:///DATEI oder mssql+pyodbc://BENUTZER@SERVER/DATENBANK.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <source>Head office decided that this stays as it was confirmed.</source>
            <translation>Die Zentrale hat entschieden, dass dies so bleibt, wie es bestätigt wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>Head office decided that {label} stays. Ask {admin} to have it otherwise.</source>
            <translation>Die Zentrale hat entschieden, dass {label} bleibt. Wenden Sie sich an {admin}, wenn es anders sein soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office decides</source>
            <translation>Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <location filename="../../smartclient/gateway/https/causes.py" />
            <location filename="../../smartclient/gateway/timeout_thread.py" />
            <source>Head office did not answer in time.</source>
            <translation>Die Zentrale hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office did not ask this device to hand over its work.</source>
            <translation>Die Zentrale hat dieses Gerät nicht aufgefordert, seine Arbeit zu übergeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/handing_over.py" />
            <source>Head office did not take all that was not sent, so nothing was removed. The next sync goes on with it.</source>
            <translation>Die Zentrale hat nicht alles angenommen, was noch nicht gesendet war; deshalb wurde nichts entfernt. Die nächste Synchronisierung macht damit weiter.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>Head office does not decide orders together yet, so this waits. Ask head office to upgrade, or take it back and place each by itself.</source>
            <translation>Die Zentrale entscheidet noch nicht über mehrere Aufträge zusammen, deshalb wartet das hier. Bitten Sie die Zentrale um ein Update, oder nehmen Sie es zurück und erteilen Sie jeden für sich.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_orders.py" />
            <source>Head office does not decide orders together yet. Place each by itself, or ask head office to upgrade and sync once after that.</source>
            <translation>Die Zentrale entscheidet noch nicht über mehrere Aufträge zusammen. Erteilen Sie jeden für sich, oder bitten Sie die Zentrale um ein Update und synchronisieren Sie danach einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>Head office does not have this customer.</source>
            <translation>Die Zentrale hat diesen Kunden nicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/carried_work.py" />
            <source>Head office does not know the device that signed this file. Have {login} connect once and write it again; nothing was changed.</source>
            <translation>Die Zentrale kennt das Gerät nicht, das diese Datei unterschrieben hat. {login} muss sich einmal verbinden und sie neu schreiben; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/carrying.py" />
            <source>Head office does not know the key of this device yet. Connect to head office once, then export again. No file was written.</source>
            <translation>Die Zentrale kennt den Schlüssel dieses Geräts noch nicht. Verbinden Sie sich einmal mit der Zentrale und exportieren Sie dann noch einmal. Es wurde keine Datei geschrieben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office does not know the login {login}. Ask head office to run “smartclient headoffice grant” for it.</source>
            <translation>Die Zentrale kennt die Anmeldung {login} nicht. Bitten Sie die Zentrale, dafür „smartclient headoffice grant“ auszuführen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/inbox/identity.py" />
            <source>Head office does not know the login {login}. Check its spelling, or ask head office.</source>
            <translation>Die Zentrale kennt den Anmeldenamen {login} nicht. Prüfen Sie die Schreibweise, oder fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office does not know this device any more. Sign in again with a new code.</source>
            <translation>Die Zentrale kennt dieses Gerät nicht mehr. Melden Sie sich mit einem neuen Code an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office does not know you as a rep any more. Your work is kept. Ask head office.</source>
            <translation>Die Zentrale führt Sie nicht mehr im Außendienst. Ihre Arbeit bleibt erhalten. Fragen Sie in der Zentrale nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_along.py" />
            <location filename="../../smartclient/use_cases/commands/pinning.py" />
            <source>Head office does not let customers be pinned. Ask an admin.</source>
            <translation>Die Zentrale erlaubt nicht, Kunden anzuheften. Fragen Sie einen Administrator.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Head office found the data of this order too old once more, although it was refreshed before it was sent again. Ask head office, or sync and change the order.</source>
            <translation>Die Daten dieses Auftrags waren der Zentrale noch einmal zu alt, obwohl sie aufgefrischt wurden, bevor er erneut gesendet wurde. Fragen Sie die Zentrale, oder synchronisieren Sie und ändern Sie den Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/work/outbox_list.py" />
            <source>Head office found the data of this order too old. It is sent again by itself as soon as a sync has brought fresh data.</source>
            <translation>Die Daten dieses Auftrags waren der Zentrale zu alt. Er wird von selbst erneut gesendet, sobald eine Synchronisierung frische Daten gebracht hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/push.py" />
            <source>Head office gave no receipt for this. It will be sent again.</source>
            <translation>Die Zentrale hat das nicht quittiert. Es wird erneut gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/number_blocks.py" />
            <source>Head office gives no blocks of these numbers any more.</source>
            <translation>Die Zentrale gibt keine Blöcke dieser Nummern mehr aus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/lost_reply.py" />
            <source>Head office had answered this, and its answer was lost. Compare the record with what you wanted, and enter again what is missing.</source>
            <translation>Die Zentrale hatte dies beantwortet, aber ihre Antwort ging verloren. Vergleichen Sie den Datensatz mit dem, was Sie wollten, und geben Sie noch einmal ein, was fehlt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/withdraw.py" />
            <source>Head office had carried this out before it could be withdrawn, so it remains. Cancel or change it if it is not wanted.</source>
            <translation>Die Zentrale hatte das schon ausgeführt, bevor es zurückgezogen werden konnte; es bleibt also bestehen. Stornieren oder ändern Sie es, wenn es nicht gewünscht ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Head office has a rule for it that this Smart Client does not know.</source>
            <translation>Die Zentrale hat dafür eine Regel, die dieser Smart Client nicht kennt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/commands.py" />
            <location filename="../../smartclient/use_cases/commands/undo.py" />
            <source>Head office has answered {label} already, so it can't be withdrawn.</source>
            <translation>Die Zentrale hat {label} schon beantwortet, daher lässt es sich nicht zurückziehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/compensate.py" />
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>Head office has carried this out for {label}. Change it again to have it otherwise.</source>
            <translation>Die Zentrale hat das für {label} ausgeführt. Ändern Sie es noch einmal, wenn es anders sein soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing asks it to change back what nobody has changed again.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird sie gebeten, zurückzuändern, was niemand erneut geändert hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing asks it to delete the customer again.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird sie gebeten, den Kunden wieder zu löschen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing asks it to open the customer again, with a new number.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird sie gebeten, den Kunden neu anzulegen, mit neuer Nummer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing asks it to pin the customer again.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird sie gebeten, den Kunden wieder anzuheften.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing asks it to unpin the customer.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird sie gebeten, den Kunden zu lösen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing sends a cancellation.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird eine Stornierung gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office has confirmed this. Undoing sends the order as a new one, at today's prices.</source>
            <translation>Die Zentrale hat das bestätigt. Beim Rückgängigmachen wird der Auftrag als neuer gesendet, zu heutigen Preisen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/mail_service.py" />
            <source>Head office has mails sent from your own mailbox, and none is set up on this device. Set it up first.</source>
            <translation>Die Zentrale lässt E-Mails von Ihrem eigenen Postfach senden, und auf diesem Gerät ist keines eingerichtet. Richten Sie es zuerst ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/thread_pool.py" />
            <source>Head office has much to do at once.</source>
            <translation>Die Zentrale hat gerade viel zu tun.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>Head office has no customer {customer} that you may check out. Check the number, or sync.</source>
            <translation>Die Zentrale hat keinen Kunden {customer}, den Sie auschecken dürfen. Prüfen Sie die Nummer, oder synchronisieren Sie.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_along.py" />
            <source>Head office has no customer {customer} that you may read. Check the number, or ask an admin.</source>
            <translation>Die Zentrale hat keinen Kunden {customer}, den Sie lesen dürfen. Prüfen Sie die Nummer, oder fragen Sie einen Administrator.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/mail.py" />
            <source>Head office has no mailbox yet. Set one up: smartclient headoffice mail set.</source>
            <translation>Die Zentrale hat noch kein Postfach. Richten Sie eines ein: smartclient headoffice mail set.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Head office has no product {sku} (line {line}).</source>
            <translation>Die Zentrale hat kein Produkt {sku} (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/mail/orders.py" />
            <source>Head office has no such order, so no mail is sent of it.</source>
            <translation>Die Zentrale hat keinen solchen Auftrag, also wird keine E-Mail dazu gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Head office has no such product.</source>
            <translation>Die Zentrale hat kein solches Produkt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/asking.py" />
            <source>Head office has not answered in time, so it is not known what became of this. The next sync shows it.</source>
            <translation>Die Zentrale hat nicht rechtzeitig geantwortet. Was daraus wurde, ist also nicht bekannt; die nächste Synchronisierung zeigt es.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/check_outs.py" />
            <source>Head office has not opened {customer} yet. Check it out once it has.</source>
            <translation>Die Zentrale hat {customer} noch nicht angelegt. Checken Sie den Kunden aus, wenn es geschehen ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office has too much to do at the moment.</source>
            <translation>Die Zentrale ist gerade ausgelastet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/refusals.py" />
            <source>Head office holds another request under the same identity. Enter this one again.</source>
            <translation>Die Zentrale hat unter derselben Kennung einen anderen Vorgang. Geben Sie diesen noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/refusals.py" />
            <source>Head office holds as many of your requests as it can. Send this one again when some are answered.</source>
            <translation>Die Zentrale hat so viele Ihrer Vorgänge, wie sie aufnehmen kann. Senden Sie diesen erneut, wenn einige beantwortet sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>Head office is a plain file: it is not encrypted, and whoever can open it can sign in as anyone.</source>
            <translation>Die Zentrale ist eine einfache Datei: Sie ist nicht verschlüsselt, und wer sie öffnen kann, kann sich als jeder anmelden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>Head office is being asked.</source>
            <translation>Die Zentrale wird gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office is being set up or upgraded.</source>
            <translation>Die Zentrale wird gerade eingerichtet oder aktualisiert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/connection_pool.py" />
            <location filename="../../smartclient/headoffice/database/concurrent_inserts.py" />
            <source>Head office is busy at the moment.</source>
            <translation>Die Zentrale ist im Moment beschäftigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office is busy with the same data.</source>
            <translation>Die Zentrale arbeitet gerade mit denselben Daten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/decisions.py" />
            <source>Head office is busy. The decision is kept and will be carried out.</source>
            <translation>Die Zentrale ist beschäftigt. Die Entscheidung bleibt erhalten und wird ausgeführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>Head office is called through the proxy {proxy}.</source>
            <translation>Die Zentrale wird über den Proxy {proxy} gerufen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office is deciding</source>
            <translation>Zentrale entscheidet</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/conflicts.py" />
            <source>Head office is deciding about this already.</source>
            <translation>Die Zentrale entscheidet schon darüber.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/conflicts.py" />
            <location filename="../../smartclient/use_cases/commands/conflicts.py" />
            <source>Head office is deciding about {label}.</source>
            <translation>Die Zentrale entscheidet gerade über {label}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/work/outbox_list.py" />
            <source>Head office is too old to know of this. It is sent as soon as head office is upgraded.</source>
            <translation>Die Version der Zentrale ist dafür noch zu alt. Es wird gesendet, sobald die Zentrale aktualisiert ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/device_refusals.py" />
            <source>Head office knows no device {device}.</source>
            <translation>Die Zentrale kennt kein Gerät {device}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/device_refusals.py" />
            <source>Head office knows no rep with the login {login}.</source>
            <translation>Die Zentrale kennt im Außendienst niemanden mit dem Anmeldenamen {login}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/handshake.py" />
            <source>Head office knows this connection as {now}, but the work here is {known}'s. Sign in as {known}; nothing was sent.</source>
            <translation>Die Zentrale kennt diese Verbindung als {now}, aber die Arbeit hier gehört {known}. Melden Sie sich als {known} an; nichts wurde gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>Head office lets a customer be checked out for 1 to {most} days. Choose as many.</source>
            <translation>Bei der Zentrale lässt sich ein Kunde für 1 bis {most} Tage auschecken. Wählen Sie so viele.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office may have been restored from a backup, noticed on {day}: orders or customers differed without a cause. Requests offered again: {count}.</source>
            <translation>Die Zentrale wurde möglicherweise aus einer Sicherung wiederhergestellt (bemerkt am {day}): Aufträge oder Kunden wichen ohne Grund ab. Erneut angebotene Vorgänge: {count}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office may have been restored from a backup.</source>
            <translation>Die Zentrale wurde möglicherweise aus einer Sicherung wiederhergestellt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office may have this. Undoing sends a withdrawal; what was carried out by then is undone by another request.</source>
            <translation>Die Zentrale hat das vielleicht schon. Beim Rückgängigmachen wird es zurückgezogen; was bis dahin ausgeführt ist, macht eine weitere Anforderung rückgängig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/mail/sender.py" />
            <source>Head office no longer keeps what was written in this mail.</source>
            <translation>Die Zentrale bewahrt nicht mehr auf, was in dieser E-Mail stand.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>Head office no longer keeps what was written in this mail. Write another one.</source>
            <translation>Die Zentrale bewahrt nicht mehr auf, was in dieser E-Mail stand. Schreiben Sie eine neue.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/conflicts.py" />
            <source>Head office no longer knows this conflict. Look at the record, and enter it again.</source>
            <translation>Die Zentrale kennt diesen Konflikt nicht mehr. Sehen Sie sich den Datensatz an, und geben Sie es noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/replies/service_delivery.py" />
            <source>Head office no longer lets mails go from your own mailbox. Write it again, and head office sends it.</source>
            <translation>Die Zentrale lässt E-Mails nicht mehr von Ihrem eigenen Postfach gehen. Schreiben Sie sie noch einmal, und die Zentrale sendet sie.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <location filename="../../smartclient/headoffice/inbox/operations.py" />
            <source>Head office no longer serves this version of Smart Client. Upgrade it; what you entered is kept.</source>
            <translation>Die Zentrale bedient diese Version von Smart Client nicht mehr. Aktualisieren Sie sie; was Sie eingegeben haben, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <location filename="../../smartclient/sync/handshake.py" />
            <source>Head office no longer serves this version of Smart Client. Upgrade it; your work is kept and will be sent then.</source>
            <translation>Die Zentrale bedient diese Version von Smart Client nicht mehr. Aktualisieren Sie sie; Ihre Arbeit bleibt erhalten und wird dann gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_order.py" />
            <source>Head office refused to open {name}. Change the customer's details first; they are offered again with that.</source>
            <translation>Die Zentrale hat es abgelehnt, {name} anzulegen. Ändern Sie zuerst die Angaben zum Kunden; sie werden damit erneut vorgelegt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office revoked this device, and asks it to hand over its work and remove its data.</source>
            <translation>Die Zentrale hat dieses Gerät abgemeldet. Es soll seine Arbeit übergeben und seine Daten entfernen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office revoked this device. What you entered is kept.</source>
            <translation>Die Zentrale hat dieses Gerät abgemeldet. Was Sie eingegeben haben, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/own_mailbox.py" />
            <source>Head office sends mails itself and lets none go from your own mailbox. Ask an admin to change the policy mail_sent_by.</source>
            <translation>Die Zentrale sendet E-Mails selbst und lässt keine von Ihrem eigenen Postfach gehen. Bitten Sie jemanden von der Verwaltung, die Richtlinie mail_sent_by zu ändern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <location filename="../../smartclient/use_cases/queries/mail_service.py" />
            <source>Head office sends no mail. Ask an admin to set up its mailbox.</source>
            <translation>Die Zentrale sendet keine E-Mails. Bitten Sie einen Admin, ihr Postfach einzurichten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/document_versions.py" />
            <source>Head office sends what only a newer Smart Client can read. It is kept there, and your work is safe. Upgrade Smart Client.</source>
            <translation>Die Zentrale sendet etwas, das nur ein neuerer Smart Client lesen kann. Es bleibt dort erhalten, und Ihre Arbeit ist sicher. Aktualisieren Sie Smart Client.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office signed this device out and has its data removed. What was not sent yet is handed over first.</source>
            <translation>Die Zentrale hat dieses Gerät abgemeldet und lässt seine Daten entfernen. Was noch nicht gesendet war, wird vorher übergeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/wiping.py" />
            <source>Head office signed this device out, and its data was removed. Requests handed over to head office before: {requests}. Drafts and refused requests, which are gone: {drafts}.</source>
            <translation>Die Zentrale hat dieses Gerät abgemeldet, und seine Daten wurden entfernt. Vorher an die Zentrale übergebene Vorgänge: {requests}. Verlorene Entwürfe und abgelehnte Vorgänge: {drafts}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office signed this device out. Your work is kept. With a new code from head office you go on where you are.</source>
            <translation>Die Zentrale hat dieses Gerät abgemeldet. Ihre Arbeit bleibt erhalten. Mit einem neuen Code der Zentrale machen Sie dort weiter, wo Sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/carrying.py" />
            <source>Head office takes in no files from this device yet. Connect to head office once; if this is said again, ask head office to upgrade. No file was written.</source>
            <translation>Die Zentrale nimmt von diesem Gerät noch keine Dateien an. Verbinden Sie sich einmal mit der Zentrale; kommt diese Meldung wieder, bitten Sie die Zentrale um eine Aktualisierung. Es wurde keine Datei geschrieben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>Head office was not called, because the store is to be upgraded first.</source>
            <translation>Die Zentrale wurde nicht gefragt, weil zuerst die Daten aktualisiert werden müssen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/history.py" />
            <source>Head office was restored and no longer has this order. Enter it again if it is still wanted.</source>
            <translation>Die Zentrale wurde wiederhergestellt und hat diesen Auftrag nicht mehr. Geben Sie ihn noch einmal ein, wenn er noch gewünscht ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/outcomes.py" />
            <source>Head office was restored from a backup and no longer knows whether it sent this mail. Ask the customer, then say that it arrived, or have it sent again.</source>
            <translation>Die Zentrale wurde aus einer Sicherung zurückgespielt und weiß nicht mehr, ob sie diese E-Mail gesendet hat. Fragen Sie den Kunden; sagen Sie dann, dass sie angekommen ist, oder lassen Sie sie noch einmal senden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/carrying.py" />
            <source>Head office was restored from a backup between this device's last contact and these answers, or since. Connect to head office once; the answers come with that. Nothing was changed.</source>
            <translation>Die Zentrale wurde seit dem letzten Kontakt dieses Geräts oder seit diesen Antworten aus einer Sicherung wiederhergestellt. Verbinden Sie sich einmal mit der Zentrale; dabei kommen die Antworten. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office was restored from a backup, and said so on {day}. Requests offered again: {count}.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt und meldete das am {day}. Erneut angebotene Vorgänge: {count}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office was restored from a backup, and says so.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt und meldet das.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office was restored from a backup, noticed on {day}: it had gone back behind what was read here. Requests offered again: {count}.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt (bemerkt am {day}): Sie war auf einem älteren Stand als dieser Laptop. Erneut angebotene Vorgänge: {count}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office was restored from a backup, noticed on {day}: requests that it had acknowledged were gone. Requests offered again: {count}.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt (bemerkt am {day}): Vorgänge, deren Eingang sie bestätigt hatte, fehlten. Erneut angebotene Vorgänge: {count}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office was restored from a backup: it is behind what was read here.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt: Sie ist auf einem älteren Stand als dieser Laptop.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Head office was restored from a backup: requests that it acknowledged are gone.</source>
            <translation>Die Zentrale wurde aus einer Sicherung wiederhergestellt: Vorgänge, deren Eingang sie bestätigt hatte, fehlen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/worker/worker.py" />
            <source>Head office was upgraded. Nothing was done.</source>
            <translation>Die Zentrale wurde aktualisiert. Nichts wurde getan.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <location filename="../../smartclient/gateway/https/snapshot_reader.py" />
            <source>Head office's copy of the catalog can't be used. It is read row by row.</source>
            <translation>Die Kopie des Katalogs in der Zentrale ist nicht brauchbar. Er wird Zeile für Zeile gelesen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/transaction_guard.py" />
            <source>Head office's database gave up in the middle of something. Nothing of it was kept.</source>
            <translation>Die Datenbank der Zentrale hat mittendrin aufgegeben. Nichts davon wurde behalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database has no room at the moment. Tell your database administrator.</source>
            <translation>Die Datenbank der Zentrale hat gerade keinen Platz. Sagen Sie es Ihrem Datenbankadministrator.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database is being upgraded.</source>
            <translation>Die Datenbank der Zentrale wird gerade aktualisiert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database is newer than this Smart Client. Install the newer Smart Client; what you entered is kept.</source>
            <translation>Die Datenbank der Zentrale ist neuer als dieser Smart Client. Installieren Sie den neueren Smart Client; was Sie erfasst haben, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database is not set up for this Smart Client. Ask head office to run “smartclient headoffice upgrade”; what you entered is kept.</source>
            <translation>Die Datenbank der Zentrale ist für diesen Smart Client nicht eingerichtet. Bitten Sie die Zentrale, „smartclient headoffice upgrade“ auszuführen; was Sie erfasst haben, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database is not there at the moment.</source>
            <translation>Die Datenbank der Zentrale ist gerade nicht da.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database is older than this Smart Client. Ask head office to run “smartclient headoffice upgrade”; what you entered is kept.</source>
            <translation>Die Datenbank der Zentrale ist älter als dieser Smart Client. Bitten Sie die Zentrale, „smartclient headoffice upgrade“ auszuführen; was Sie erfasst haben, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's database takes no changes at the moment. Tell your database administrator.</source>
            <translation>Die Datenbank der Zentrale nimmt gerade keine Änderungen an. Sagen Sie es Ihrem Datenbankadministrator.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>Head office's file was last used at {then} by the clock of {computer}, and the clock of this computer is behind that: {now}.</source>
            <translation>Die Datei der Zentrale wurde zuletzt um {then} nach der Uhr von {computer} benutzt, und die Uhr dieses Computers liegt dahinter: {now}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/age_files.py" />
            <source>Head office's key for carried work can't be read. Connect to head office once, and try again.</source>
            <translation>Der Schlüssel der Zentrale für Arbeit, die von Hand gebracht wird, ist nicht lesbar. Verbinden Sie sich einmal mit der Zentrale und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office's mailbox</source>
            <translation>Das Postfach der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/passwords.py" />
            <source>Head office's server did not accept the password in {variable}. Correct the variable, or take it away to be asked.</source>
            <translation>Der Server der Zentrale hat das Passwort in {variable} nicht angenommen. Berichtigen Sie die Variable, oder entfernen Sie sie; dann werden Sie gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's server did not accept {login} with this password. Check both, then sign in again.</source>
            <translation>Der Server der Zentrale hat {login} mit diesem Passwort nicht angenommen. Prüfen Sie beides und melden Sie sich erneut an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Head office's server is starting or stopping.</source>
            <translation>Der Server der Zentrale startet oder stoppt gerade.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office's service answers, and its database is away.</source>
            <translation>Der Dienst der Zentrale antwortet, aber seine Datenbank ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Head office's service is older than this Smart Client. Your work is kept. Ask head office to upgrade it.</source>
            <translation>Der Dienst der Zentrale ist älter als dieser Smart Client. Ihre Arbeit bleibt erhalten. Bitten Sie die Zentrale, ihn zu aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>Head office's service needs no database driver.</source>
            <translation>Der Dienst der Zentrale braucht keinen Datenbanktreiber.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Head office's time is not known here yet: how old the data is goes by the clock of this computer.</source>
            <translation>Die Uhrzeit der Zentrale ist hier noch nicht bekannt: Wie alt die Daten sind, richtet sich nach der Uhr dieses Computers.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which answers to conflicts go</source>
            <translation>Höchster Preis, zu dem Antworten auf Konflikte gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which changed customers go</source>
            <translation>Höchster Preis, zu dem geänderte Kunden gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which changed data sets go</source>
            <translation>Höchster Preis, zu dem geänderte Datenpakete gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which changed orders go</source>
            <translation>Höchster Preis, zu dem geänderte Aufträge gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which changed policies go</source>
            <translation>Höchster Preis, zu dem geänderte Regeln gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which codes for devices are asked for</source>
            <translation>Höchster Preis, zu dem Codes für Geräte angefordert werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which conflicts are taken over</source>
            <translation>Höchster Preis, zu dem Konflikte übernommen werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which data is refreshed</source>
            <translation>Höchster Preis, zu dem Daten aufgefrischt werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which decisions about mails go</source>
            <translation>Höchster Preis, zu dem Entscheidungen über E-Mails gehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which decisions of cases go</source>
            <translation>Höchster Preis, zu dem Entscheidungen gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which deletions of customers go</source>
            <translation>Höchster Preis, zu dem Löschungen von Kunden gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which documents are fetched</source>
            <translation>Höchster Preis, zu dem Dokumente geladen werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which handed-over work is dropped</source>
            <translation>Höchster Preis, zu dem Übergebenes verworfen wird</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which handed-over work is released</source>
            <translation>Höchster Preis, zu dem Übergebenes freigegeben wird</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which mails go</source>
            <translation>Höchster Preis, zu dem E-Mails gehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which new customers go</source>
            <translation>Höchster Preis, zu dem neue Kunden gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which new orders go</source>
            <translation>Höchster Preis, zu dem neue Aufträge gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which numbers are taken ahead</source>
            <translation>Höchster Preis, zu dem Nummern im Voraus geholt werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which photos are fetched</source>
            <translation>Höchster Preis, zu dem Fotos geladen werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which pinned customers go</source>
            <translation>Höchster Preis, zu dem angeheftete Kunden gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which questions to head office go</source>
            <translation>Höchster Preis, zu dem Fragen an die Zentrale gesendet werden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which stopped work is closed</source>
            <translation>Höchster Preis, zu dem Angehaltenes abgeschlossen wird</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Highest price at which stopped work is tried again</source>
            <translation>Höchster Preis, zu dem Angehaltenes erneut versucht wird</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>How customers get their numbers</source>
            <translation>Wie Kunden zu ihren Nummern kommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>How old an order's data may be (days, or such as 12h)</source>
            <translation>Wie alt die Daten eines Auftrags sein dürfen (Tage, oder etwa 12h)</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>How old the data is, is certain.</source>
            <translation>Wie alt die Daten sind, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>How orders get their numbers</source>
            <translation>Wie Aufträge zu ihren Nummern kommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>If it was moved, put it back: what was not sent yet is in it. If it is lost, sign in again: the rest comes from head office.</source>
            <translation>Wurde sie verschoben, legen Sie sie zurück: In ihr steht, was noch nicht gesendet wurde. Ist sie verloren, melden Sie sich neu an: Alles Übrige kommt von der Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>If nobody used it since, all is well. If the date here is wrong, correct it before the next sync.</source>
            <translation>Hat sie seither niemand benutzt, ist alles in Ordnung. Ist das Datum hier falsch, stellen Sie es vor der nächsten Synchronisierung richtig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/window.py" />
            <source>Install Smart Client again. Until then you can work by command line.</source>
            <translation>Installieren Sie Smart Client noch einmal. Bis dahin können Sie mit der Kommandozeile arbeiten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/window.py" />
            <source>Install them. Until then you can work by command line.</source>
            <translation>Installieren Sie sie. Bis dahin können Sie mit der Kommandozeile arbeiten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Invoiced</source>
            <translation>Berechnet</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/replies/dependents.py" />
            <source>It depends on {blocking}, which head office refused. Enter that again, or withdraw this.</source>
            <translation>Es hängt von {blocking} ab; das hat die Zentrale abgelehnt. Geben Sie jenes noch einmal ein, oder ziehen Sie dieses zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It goes as soon as {blocking} is confirmed.</source>
            <translation>Das geht, sobald {blocking} bestätigt ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>It is a new customer</source>
            <translation>Es ist ein neuer Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>It is a new order</source>
            <translation>Es ist ein neuer Auftrag</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>It is customer {argument}</source>
            <translation>Es ist der Kunde {argument}</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/work/outbox_list.py" />
            <source>It is in a file for head office. If the file does not arrive, it goes with a sync.</source>
            <translation>Es liegt in einer Datei für die Zentrale. Kommt die Datei nicht an, geht es mit einer Synchronisierung dorthin.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/compensate.py" />
            <source>It is no longer known how {label} was before. Change it yourself.</source>
            <translation>Wie {label} vorher war, ist nicht mehr bekannt. Ändern Sie es selbst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/compensate.py" />
            <source>It is no longer known how {name} was before it was deleted. Enter the customer again.</source>
            <translation>Wie {name} vor dem Löschen war, ist nicht mehr bekannt. Legen Sie den Kunden neu an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/new_address.py" />
            <source>It is unclear whether that is your company's head office. Sync once more at the old address, or ask head office.</source>
            <translation>Es lässt sich nicht feststellen, ob das die Zentrale Ihrer Firma ist. Synchronisieren Sie noch einmal an der alten Adresse, oder fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/together_answers.py" />
            <source>It stands together with {other}, which head office could not carry out. So nothing of this was carried out, either.</source>
            <translation>Es gehört mit {other} zusammen, und das konnte die Zentrale nicht ausführen. Deshalb wurde auch das hier nicht ausgeführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>It still counts after that, because it is pinned. Ask head office for a new certificate.</source>
            <translation>Auch danach gilt es noch, weil es hinterlegt ist. Bitten Sie die Zentrale um ein neues Zertifikat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>It still counts, because it is pinned. Check the clock here; if it is right, ask head office for a new certificate.</source>
            <translation>Es gilt trotzdem, weil es hinterlegt ist. Prüfen Sie die Uhr; wenn sie stimmt, bitten Sie die Zentrale um ein neues Zertifikat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It waits for {blocking}, which head office is deciding.</source>
            <translation>Das wartet auf {blocking}; darüber entscheidet die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It waits for {blocking}, which head office refused. Correct that, or take this back.</source>
            <translation>Das wartet auf {blocking}, was die Zentrale abgelehnt hat. Berichtigen Sie das, oder nehmen Sie dies zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It waits for {blocking}, which is being taken back.</source>
            <translation>Das wartet auf {blocking}, was gerade zurückgenommen wird.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It waits for {blocking}, which needs your decision.</source>
            <translation>Das wartet auf {blocking}, worüber Sie entscheiden müssen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It waits for {blocking}, which was stopped.</source>
            <translation>Das wartet auf {blocking}, was angehalten wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>It waits for {blocking}, which was taken back. Take this back, too, or enter that again.</source>
            <translation>Das wartet auf {blocking}, was zurückgenommen wurde. Nehmen Sie auch dies zurück, oder geben Sie jenes erneut ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/replies/delivery.py" />
            <source>Its latest time passed before it could be sent. Try it again to send it all the same, or withdraw it.</source>
            <translation>Die späteste Zeit war vorbei, bevor es gesendet werden konnte. Versuchen Sie es erneut, um es trotzdem zu senden, oder ziehen Sie es zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Keep the file, and call support: what was not sent yet is still in it.</source>
            <translation>Behalten Sie die Datei, und rufen Sie den Support an: Was noch nicht gesendet wurde, steht noch darin.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Leave every file of this folder as it is, and call support: what was not sent yet may be in them.</source>
            <translation>Lassen Sie jede Datei dieses Ordners, wie sie ist, und rufen Sie den Support an: Darin kann sein, was noch nicht gesendet wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Let a device sign in</source>
            <translation>Gerät anmelden lassen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Line</source>
            <translation>Position</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/checks.py" />
            <source>Line {line}, {sku}, is not quoted as before: prices or offers have changed. Look at the order again, then place it.</source>
            <translation>Position {line}, {sku}, ist nicht mehr wie zuvor angeboten: Preise oder Aktionen haben sich geändert. Sehen Sie den Auftrag noch einmal an und erteilen Sie ihn dann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}, was accepted as entered, despite this:</source>
            <translation>Position {line}, {sku}, wurde wie eingegeben angenommen, obwohl gilt:</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: accepted as entered.</source>
            <translation>Position {line}, {sku}: wie eingegeben angenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: it counts as ordered on {after} instead of {before}.</source>
            <translation>Position {line}, {sku}: gilt als am {after} bestellt statt am {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: it has other terms.</source>
            <translation>Position {line}, {sku}: hat andere Konditionen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: nothing follows later.</source>
            <translation>Position {line}, {sku}: nichts wird nachgeliefert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: offer {after} applies instead of {before}.</source>
            <translation>Position {line}, {sku}: Es gilt die Aktion {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: the discount is {after} % instead of {before} %.</source>
            <translation>Position {line}, {sku}: Der Rabatt ist {after} % statt {before} %.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: the price is {after} instead of {before}.</source>
            <translation>Position {line}, {sku}: Der Preis ist {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: the quantity is {after} instead of {before}.</source>
            <translation>Position {line}, {sku}: Die Menge ist {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}, {sku}: what is not in stock follows later.</source>
            <translation>Position {line}, {sku}: Was nicht auf Lager ist, wird nachgeliefert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}: 1 of {sku} was added.</source>
            <translation>Position {line}: 1 von {sku} wurde hinzugefügt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}: 1 of {sku} was dropped.</source>
            <translation>Position {line}: 1 von {sku} wurde gestrichen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}: {after} of {sku} were added.</source>
            <translation>Position {line}: {after} von {sku} kamen hinzu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}: {before} of {sku} were dropped.</source>
            <translation>Position {line}: {before} von {sku} wurden gestrichen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}: {before} was replaced by {after}.</source>
            <translation>Position {line}: {before} wurde durch {after} ersetzt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Line {line}: {sku} is no longer in the catalog on this device.</source>
            <translation>Position {line}: {sku} ist nicht mehr im Katalog auf diesem Gerät.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/order_decision.py" />
            <source>Lines were added to this order meanwhile. With yours it would have more than {most} lines. Enter the rest as another order.</source>
            <translation>Inzwischen kamen Positionen zu diesem Auftrag hinzu. Mit Ihren hätte er mehr als {most} Positionen. Erfassen Sie den Rest als weiteren Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>List the check-outs</source>
            <translation>Auflisten, was ausgecheckt ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Login</source>
            <translation>Anmeldename</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Mail by head office</source>
            <translation>E-Mail der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Mail from this device</source>
            <translation>E-Mail von diesem Gerät</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Make room on the disk, but delete nothing in this folder. Then start Smart Client: it copies the store and upgrades it.</source>
            <translation>Schaffen Sie Platz auf der Festplatte, aber löschen Sie nichts in diesem Ordner. Starten Sie dann Smart Client: Er kopiert die Daten und aktualisiert sie.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>Make room on the disk, but delete nothing in this folder: what was not sent yet is in it. Until then you can look things up.</source>
            <translation>Schaffen Sie Platz auf der Festplatte, aber löschen Sie nichts in diesem Ordner: Darin ist, was noch nicht gesendet wurde. Bis dahin können Sie nachschlagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>Make room there. Until then nothing is answered, and what was not sent yet waits safely on the laptops.</source>
            <translation>Schaffen Sie dort Platz. Bis dahin wird nichts beantwortet; was noch nicht gesendet ist, wartet sicher auf den Laptops.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>More of the address</source>
            <translation>Adresszusatz</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Net</source>
            <translation>Netto</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>New product number</source>
            <translation>Neue Produktnummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>No customer</source>
            <translation>Kein Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>No longer sold</source>
            <translation>Nicht mehr im Verkauf</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/own_mailbox.py" />
            <source>No mailbox is set up on this device. Set one up first.</source>
            <translation>Auf diesem Gerät ist kein Postfach eingerichtet. Richten Sie zuerst eines ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_orders.py" />
            <source>No more than {most} can stand together. Place fewer at once, or each by itself.</source>
            <translation>Mehr als {most} können nicht zusammengehören. Erteilen Sie weniger auf einmal, oder jeden für sich.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/passwords.py" />
            <source>No password was given. Sign in again.</source>
            <translation>Es wurde kein Passwort angegeben. Melden Sie sich noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>No product is in {categories}, and these reps would take no product along: {logins}. If you mean it, add --anyway.</source>
            <translation>Kein Produkt ist in {categories}, und ohne Produkte blieben dann: {logins}. Ist das gewollt, setzen Sie --anyway dazu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>No product is in {categories}, and these reps would take no product along: {logins}. The nearest categories are: {names}. If you mean it, add --anyway.</source>
            <translation>Kein Produkt ist in {categories}, und ohne Produkte blieben dann: {logins}. Die ähnlichsten Kategorien sind: {names}. Ist das gewollt, setzen Sie --anyway dazu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>No product is in {categories}. If products are planned, add --anyway.</source>
            <translation>Kein Produkt ist in {categories}. Sind Produkte geplant, setzen Sie --anyway dazu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>No product is in {categories}. The nearest categories are: {names}. If products are planned, add --anyway.</source>
            <translation>Kein Produkt ist in {categories}. Die ähnlichsten Kategorien sind: {names}. Sind Produkte geplant, setzen Sie --anyway dazu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/serving/listen_address.py" />
            <source>Nobody can listen on {host} port {port}. Choose another address.</source>
            <translation>Auf {host} Port {port} kann nicht gelauscht werden. Wählen Sie eine andere Adresse.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/lookup.py" />
            <source>Nobody is signed in on this laptop yet. Sign in first.</source>
            <translation>Auf diesem Laptop ist noch niemand angemeldet. Melden Sie sich zuerst an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/read_models/outbox_choices.py" />
            <location filename="../../smartclient/use_cases/commands/undo.py" />
            <source>Nobody knows whether the mail {label} arrived. Say that it arrived, or have it sent again.</source>
            <translation>Niemand weiß, ob die E-Mail {label} angekommen ist. Sagen Sie, dass sie angekommen ist, oder lassen Sie sie noch einmal senden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/outcomes.py" />
            <source>Nobody knows whether this mail arrived. Ask the customer, then say that it arrived, or have it sent again.</source>
            <translation>Niemand weiß, ob diese E-Mail angekommen ist. Fragen Sie den Kunden; sagen Sie dann, dass sie angekommen ist, oder lassen Sie sie noch einmal senden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>Nobody signed in yet.</source>
            <translation>Es hat sich noch niemand angemeldet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>Not answered yet: {names}. Choose what to do.</source>
            <translation>Noch nicht beantwortet: {names}. Wählen Sie, was geschehen soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Not enough in stock</source>
            <translation>Nicht genug auf Lager</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Not in whole packs</source>
            <translation>Keine ganzen Packungen</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/session_factory.py" />
            <source>Not signed in yet. Sign in first: smartclient sign-in --url URL --login LOGIN, or --code CODE at an address that begins with https.</source>
            <translation>Noch nicht angemeldet. Melden Sie sich zuerst an: smartclient sign-in --url URL --login LOGIN, oder --code CODE an einer Adresse, die mit https beginnt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Not the rep's customer</source>
            <translation>Nicht der eigene Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Not yet on sale</source>
            <translation>Noch nicht im Verkauf</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/allowed_actions.py" />
            <source>Nothing about {label} is on its way.</source>
            <translation>Zu {label} ist nichts unterwegs.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>Nothing answers at {host}. Head office is not running there, or this network does not let anyone through to it.</source>
            <translation>Unter {host} antwortet nichts. Dort läuft keine Zentrale, oder dieses Netz lässt niemanden zu ihr durch.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/compensate.py" />
            <source>Nothing of it is left to change back: all that it changed of {label} was changed again meanwhile.</source>
            <translation>Davon ist nichts mehr zurückzuändern: Alles, was es an {label} geändert hatte, wurde inzwischen erneut geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>Nothing of {label} can be sent now.</source>
            <translation>Von {label} kann jetzt nichts gesendet werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Nothing that you entered is lost. Look through your orders of these days.</source>
            <translation>Nichts, was Sie eingegeben haben, ist verloren. Sehen Sie Ihre Aufträge dieser Tage durch.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/device_decisions.py" />
            <source>Nothing that {device} handed over waits.</source>
            <translation>Von dem, was {device} übergab, wartet nichts mehr.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/carrying.py" />
            <source>Nothing waits for head office. No file was written.</source>
            <translation>Nichts wartet auf die Zentrale. Es wurde keine Datei geschrieben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/undoing.py" />
            <source>Nothing was asked for here that could be undone.</source>
            <translation>Hier wurde um nichts gebeten, was sich rückgängig machen ließe.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/apply_resolution.py" />
            <location filename="../../smartclient/headoffice/handlers/order_decision.py" />
            <source>Nothing would be left of this order. Cancel it instead.</source>
            <translation>Von diesem Auftrag bliebe nichts übrig. Stornieren Sie ihn stattdessen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Numbers in a block that a device takes ahead</source>
            <translation>Nummern in einem Block, den ein Gerät im Voraus nimmt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Numbers of orders and customers</source>
            <translation>Nummern von Aufträgen und Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Of a block that the device took ahead, final at once</source>
            <translation>Aus einem Block, den das Gerät im Voraus nahm, sofort endgültig</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Offer</source>
            <translation>Aktion</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Offer not valid</source>
            <translation>Aktion gilt nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Offline while head office can't send mail</source>
            <translation>Offline, solange die Zentrale keine E-Mails senden kann</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Offline while head office is out of reach</source>
            <translation>Offline, solange die Zentrale nicht erreichbar ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Offline while this device can't send mail</source>
            <translation>Offline, solange dieses Gerät keine E-Mails senden kann</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>Only an admin breaks a check-out. Ask head office.</source>
            <translation>Nur ein Admin beendet das Auschecken anderer. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/policies.py" />
            <source>Only an admin changes policies. Ask head office.</source>
            <translation>Nur ein Admin darf Regeln ändern. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/devices.py" />
            <source>Only an admin decides about what a device handed over. Ask head office.</source>
            <translation>Nur wer verwaltet, entscheidet über das, was ein Gerät übergeben hat. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <source>Only an admin decides cases. Ask head office.</source>
            <translation>Nur ein Admin darf Fälle entscheiden. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_along.py" />
            <source>Only an admin defines data sets. Ask head office.</source>
            <translation>Datenpakete legt nur ein Administrator fest. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/devices.py" />
            <source>Only an admin lets devices sign in. Ask head office.</source>
            <translation>Nur wer verwaltet, lässt Geräte anmelden. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/retry_dead_letter.py" />
            <source>Only an admin may close a stopped request. Ask head office.</source>
            <translation>Nur ein Admin darf einen angehaltenen Vorgang abschließen. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/admin.py" />
            <location filename="../../smartclient/use_cases/commands/devices.py" />
            <source>Only an admin may do this. Ask one.</source>
            <translation>Das darf nur ein Admin. Fragen Sie einen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/retry_dead_letter.py" />
            <source>Only an admin may have a stopped request tried again. Ask head office.</source>
            <translation>Nur ein Admin darf Angehaltenes erneut versuchen lassen. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/devices.py" />
            <source>Only an admin revokes devices. Ask head office.</source>
            <translation>Nur wer verwaltet, meldet Geräte ab. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/restores.py" />
            <source>Only an admin says whether head office was restored. Ask head office.</source>
            <translation>Nur ein Admin darf sagen, ob die Zentrale wiederhergestellt wurde. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>Only an admin sees all check-outs. Ask head office.</source>
            <translation>Nur ein Admin sieht, welche Kunden insgesamt ausgecheckt sind. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_over.py" />
            <source>Only an admin takes a conflict over. Ask head office.</source>
            <translation>Nur ein Admin darf einen Konflikt übernehmen. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>Only head office can approve this. Ask head office.</source>
            <translation>Das kann nur die Zentrale genehmigen. Fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Only {after} in stock of {name}; the order has {before} (line {line}).</source>
            <translation>Von {name} sind nur {after} auf Lager; der Auftrag hat {before} (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Open customer</source>
            <translation>Kunden anlegen</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_order.py" />
            <source>Opening {name} was stopped. Try that again in the outbox first, or take it back.</source>
            <translation>Das Anlegen von {name} wurde angehalten. Versuchen Sie es erst im Postausgang erneut, oder nehmen Sie es zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order at {after}</source>
            <translation>Zu {after} bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Order date</source>
            <translation>Auftragsdatum</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order for {customer}, {after}</source>
            <translation>Für {customer}, {after}, bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Order number</source>
            <translation>Auftragsnummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order on {after}</source>
            <translation>Am {after} bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order with a discount of {after} %</source>
            <translation>Mit {after} % Rabatt bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order without the discount</source>
            <translation>Ohne den Rabatt bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {after}</source>
            <translation>{after} bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {after} instead</source>
            <translation>Stattdessen {after} bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {argument}</source>
            <translation>{argument} bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {before}, to follow when they are in stock</source>
            <translation>{before} bestellen, Lieferung, sobald sie auf Lager sind</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {before}: {after} now, the rest when it is in stock</source>
            <translation>{before} bestellen: {after} jetzt, den Rest, sobald er auf Lager ist</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/mail_templates.py" />
            <source>Order {order} is not cancelled, so no mail says so.</source>
            <translation>Auftrag {order} ist nicht storniert, also sagt das keine E-Mail.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/mail_templates.py" />
            <source>Order {order} is not confirmed, so no mail is sent of it.</source>
            <translation>Auftrag {order} ist nicht bestätigt, also wird keine E-Mail dazu gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {reduced}</source>
            <translation>{reduced} bestellen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Order {replacement_name} instead, at {replacement_price}</source>
            <translation>Stattdessen {replacement_name} bestellen, zu {replacement_price}</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Ordered on</source>
            <translation>Bestellt am</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/retention/forget.py" />
            <source>Orders of customer {number} that were not shipped yet: {count}. Nothing was removed. Ship or cancel them, and try again.</source>
            <translation>Noch nicht versandte Aufträge des Kunden {number}: {count}. Nichts wurde entfernt. Versenden oder stornieren Sie sie, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Other reps</source>
            <translation>Weitere Betreuer</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/mail_passwords.py" />
            <source>Others can read the file {path}, which holds the password of the mailbox. Let only the service read it: chmod 600.</source>
            <translation>Andere können die Datei {path} lesen, in der das Passwort des Postfachs steht. Lassen Sie nur den Dienst sie lesen: chmod 600.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Over the credit limit</source>
            <translation>Über dem Kreditlimit</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Perhaps a customer already</source>
            <translation>Vielleicht schon Kunde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Perhaps ordered twice</source>
            <translation>Vielleicht doppelt bestellt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Pin a customer</source>
            <translation>Kunden anheften</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Place order</source>
            <translation>Auftrag erteilen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Postal code</source>
            <translation>Postleitzahl</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Price changed</source>
            <translation>Preis geändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a Bluetooth connection</source>
            <translation>Preis einer Bluetooth-Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a Wi-Fi connection</source>
            <translation>Preis einer WLAN-Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a cable connection</source>
            <translation>Preis einer Kabelverbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a connection of unknown kind</source>
            <translation>Preis einer Verbindung unbekannter Art</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a connection that the rep marked as expensive</source>
            <translation>Preis einer Verbindung, die als teuer gekennzeichnet wurde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a free connection</source>
            <translation>Preis einer kostenlosen Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a metered connection</source>
            <translation>Preis einer getakteten Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price of a mobile connection</source>
            <translation>Preis einer Mobilfunkverbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Price rise head office accepts automatically, in percent</source>
            <translation>Preisanstieg, den die Zentrale von sich aus annimmt, in Prozent</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Prices and stock on this laptop are {age} h old; head office takes orders from data up to {limit} h old. Sync, then look at the order again.</source>
            <translation>Preise und Bestände auf diesem Laptop sind {age} h alt; die Zentrale nimmt Aufträge mit Daten an, die bis zu {limit} h alt sind. Synchronisieren Sie, und sehen Sie sich den Auftrag dann noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Prices and stock on this laptop are {age} min old; head office takes orders from data up to {limit} min old. Sync, then look at the order again.</source>
            <translation>Preise und Bestände auf diesem Laptop sind {age} min alt; die Zentrale nimmt Aufträge mit Daten an, die bis zu {limit} min alt sind. Synchronisieren Sie, und sehen Sie sich den Auftrag dann noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Prices and stock on this laptop are {age} s old; head office takes orders from data up to {limit} s old. Sync, then look at the order again.</source>
            <translation>Preise und Bestände auf diesem Laptop sind {age} s alt; die Zentrale nimmt Aufträge mit Daten an, die bis zu {limit} s alt sind. Synchronisieren Sie, und sehen Sie sich den Auftrag dann noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Prices and stock on this laptop are {days} days old; head office takes orders from data up to {after} days old. Sync, then look at the order again.</source>
            <translation>Preise und Bestände auf diesem Laptop sind {days} Tage alt; die Zentrale nimmt Aufträge mit Daten an, die bis zu {after} Tage alt sind. Synchronisieren Sie, und sehen Sie sich den Auftrag dann noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Product</source>
            <translation>Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Product number</source>
            <translation>Produktnummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/documents.py" />
            <source>Product {sku} has no document {title}.</source>
            <translation>Das Produkt {sku} hat kein Dokument {title}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Provisional number</source>
            <translation>Vorläufige Nummer</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Provisional, then head office's own</source>
            <translation>Vorläufig, dann die der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Put back a copy of this one file. The store is kept as it is.</source>
            <translation>Spielen Sie eine Kopie nur dieser Datei zurück. Die Daten bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Reference</source>
            <translation>Bestellzeichen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <location filename="../../smartclient/wording/sentences.py" />
            <source>Refuse</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Release what a device handed over</source>
            <translation>Freigeben, was ein Gerät übergab</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Resolve a conflict</source>
            <translation>Konflikt klären</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Revoke a device</source>
            <translation>Gerät abmelden</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/drivers.py" />
            <source>SQL Server can't be reached from this machine: its ODBC driver manager is missing. Install it: {command}.</source>
            <translation>Der SQL Server ist von diesem Rechner aus nicht erreichbar: Der ODBC-Treibermanager fehlt. Installieren Sie ihn: {command}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Say whether head office was restored</source>
            <translation>Angeben, ob die Zentrale wiederhergestellt wurde</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/data_sets.py" />
            <source>Say which territory or which rep the data set is for.</source>
            <translation>Sagen Sie, für welches Gebiet oder für wen im Außendienst das Datenpaket ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>See the finding about the folder. The store is kept as it is.</source>
            <translation>Beachten Sie, was zum Ordner gesagt wird. Die Daten bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>See the finding about the key. The store is kept as it is.</source>
            <translation>Siehe, was zum Schlüssel gesagt ist. Die Daten bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Send a mail</source>
            <translation>E-Mail senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Sending</source>
            <translation>Wird gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>Set the clock, or let the system set it. Nothing that you entered is wrong.</source>
            <translation>Stellen Sie die Uhr, oder lassen Sie das System sie stellen. Nichts von dem, was Sie eingegeben haben, ist falsch.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Ship to</source>
            <translation>Lieferadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Ship via</source>
            <translation>Versandart</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Ship-to address</source>
            <translation>Lieferadresse</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Shipped</source>
            <translation>Versendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Sign in as before: smartclient sign-in --url URL --login LOGIN. The store is kept, with all that is in it.</source>
            <translation>Melden Sie sich an wie zuvor: smartclient sign-in --url URL --login LOGIN. Die Daten bleiben erhalten mit allem, was darin ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Sign in: smartclient sign-in --url URL --login LOGIN.</source>
            <translation>Melden Sie sich an: smartclient sign-in --url URL --login ANMELDENAME.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/code_exchange.py" />
            <source>Signing in at this address takes a new code. Ask head office for one, and give it with --code.</source>
            <translation>Die Anmeldung an dieser Adresse braucht einen neuen Code. Bitten Sie die Zentrale um einen, und geben Sie ihn mit --code an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Smaller quantities are not sold.</source>
            <translation>Kleinere Mengen werden nicht verkauft.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/lock.py" />
            <source>Smart Client is already syncing. Wait until it is done, then sync again.</source>
            <translation>Smart Client synchronisiert schon. Warten Sie, bis es fertig ist, und synchronisieren Sie dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/persistent_connection.py" />
            <source>Smart Client is closing. What waits is sent next time.</source>
            <translation>Smart Client wird geschlossen. Was wartet, wird beim nächsten Mal gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Some numbers may be missing</source>
            <translation>Einzelne Nummern können fehlen</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/customers.py" />
            <source>Somebody else checks this customer out or in now.</source>
            <translation>Jemand anderes checkt diesen Kunden gerade aus oder ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/schema.py" />
            <source>Somebody else holds what the upgrade needs, and did not let go in time. Nothing that anybody uses was changed. “smartclient doctor --url URL” says who holds up what; run the upgrade again once that has ended.</source>
            <translation>Jemand anders hält, was die Aktualisierung braucht, und hat es nicht rechtzeitig freigegeben. An dem, was benutzt wird, wurde nichts geändert. „smartclient doctor --url URL“ sagt, wer was aufhält; führen Sie die Aktualisierung noch einmal aus, wenn das vorbei ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/restores.py" />
            <source>Somebody has answered this already. Nothing was changed.</source>
            <translation>Jemand hat dies schon beantwortet. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Something else is writing at head office at the moment.</source>
            <translation>In der Zentrale wird gerade etwas anderes geschrieben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <location filename="../../smartclient/headoffice/sales/orders.py" />
            <source>Something else is writing at the moment.</source>
            <translation>Im Moment schreibt etwas anderes.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/retention/forget.py" />
            <source>Something of customer {number} is still open at head office: a request that waits or was set aside, a conflict or a case. Nothing was removed. See “smartclient headoffice status --url URL”, have it resolved, and try again.</source>
            <translation>Zum Kunden {number} ist in der Zentrale noch etwas offen: ein wartender oder angehaltener Vorgang, ein Konflikt oder ein Fall. Nichts wurde entfernt. Sehen Sie mit „smartclient headoffice status --url URL“ nach, lassen Sie es klären, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>Start Smart Client: the key may still be in the keyring. Otherwise put back a copy of this one file; the store is kept as it is.</source>
            <translation>Starten Sie Smart Client: Vielleicht ist der Schlüssel noch im Schlüsselbund. Sonst spielen Sie eine Kopie nur dieser Datei zurück; die Daten bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>State</source>
            <translation>Bundesland</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Stopped</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Street</source>
            <translation>Straße</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/restores.py" />
            <source>Sync: what head office lost of your work is offered again by itself.</source>
            <translation>Synchronisieren Sie: Was die Zentrale von Ihrer Arbeit verloren hat, wird von selbst erneut angeboten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Take numbers ahead</source>
            <translation>Nummern im Voraus nehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Take over conflict</source>
            <translation>Konflikt übernehmen</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>Take that out of the address, unless the network is your own.</source>
            <translation>Nehmen Sie das aus der Adresse heraus, außer das Netzwerk ist Ihr eigenes.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Taken back</source>
            <translation>Zurückgenommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Taking back</source>
            <translation>Wird zurückgenommen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Tax</source>
            <translation>Steuer</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>Tell your administrator: “smartclient headoffice status” says what holds it.</source>
            <translation>Sagen Sie es Ihrer Administration: „smartclient headoffice status“ sagt, was sie zurückhält.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Tentative</source>
            <translation>Vorläufig</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>That code does not count: it was used, has expired, or never was one. Ask head office for a new one.</source>
            <translation>Dieser Code gilt nicht: Er wurde schon benutzt, ist abgelaufen oder war nie einer. Bitten Sie die Zentrale um einen neuen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>That code is for another person than the one whose work is here. Nothing was changed. Ask head office for a code of your own.</source>
            <translation>Dieser Code ist für jemand anderen als die Person, deren Arbeit hier liegt. Es wurde nichts geändert. Bitten Sie die Zentrale um einen eigenen Code.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>That is fine for a trial. For the work of a company use SQL Server.</source>
            <translation>Zum Ausprobieren genügt das. Für die Arbeit einer Firma nehmen Sie SQL Server.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/web/codes.py" />
            <source>That is no code of head office: something is missing or mistyped. Compare it with what you were given.</source>
            <translation>Das ist kein Code der Zentrale: Etwas fehlt oder ist falsch getippt. Vergleichen Sie ihn mit dem, den Sie bekommen haben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <source>That is the address of head office's service, and here its database is needed. Name it as sqlite:///FILE or mssql+pyodbc://USER@SERVER/DATABASE.</source>
            <translation>Das ist die Adresse des Dienstes der Zentrale, und hier wird ihre Datenbank gebraucht. Nennen Sie sie als sqlite:///DATEI oder mssql+pyodbc://BENUTZER@SERVER/DATENBANK.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/code_exchange.py" />
            <source>That link leads to {there}, and your head office is at {here}. Ask head office which is right.</source>
            <translation>Dieser Link führt zu {there}, und Ihre Zentrale ist unter {here}. Fragen Sie in der Zentrale, was stimmt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/validation.py" />
            <source>The ID of this order is invalid. Enter the order again.</source>
            <translation>Die Kennung dieses Auftrags ist ungültig. Geben Sie den Auftrag noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/earlier_sentences.py" />
            <source>The ID of this request is invalid. Enter the request again.</source>
            <translation>Die Kennung dieses Vorgangs ist ungültig. Geben Sie den Vorgang noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/web_address.py" />
            <source>The address {url} is not encrypted. Write https:// in place of http://.</source>
            <translation>Die Adresse {url} ist nicht verschlüsselt. Schreiben Sie https:// statt http://.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/money.py" />
            <source>The amount {value} has more than four decimals.</source>
            <translation>Der Betrag {value} hat mehr als vier Nachkommastellen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <source>The amount {value} is negative.</source>
            <translation>Der Betrag {value} ist negativ.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <location filename="../../smartclient/domain/money.py" />
            <source>The amount {value} is too large.</source>
            <translation>Der Betrag {value} ist zu groß.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The certificate of the mail server {host} is not trusted on this computer. Correct the server's name, or have its certificate renewed.</source>
            <translation>Dem Zertifikat des Mailservers {host} wird auf diesem Rechner nicht vertraut. Berichtigen Sie den Namen des Servers, oder lassen Sie sein Zertifikat erneuern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>The certificate that is pinned here can't be read.</source>
            <translation>Das Zertifikat, das hier hinterlegt ist, kann nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>The certificate that is pinned here expires soon: it is from {begins} and good until {ends}. It was issued by {issuer}.</source>
            <translation>Das hier hinterlegte Zertifikat läuft bald ab: Es ist vom {begins} und gilt bis {ends}. Ausgestellt hat es {issuer}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>The certificate that is pinned here is from {begins} and good until {ends}. It was issued by {issuer}.</source>
            <translation>Das hier hinterlegte Zertifikat ist vom {begins} und gilt bis {ends}. Ausgestellt hat es {issuer}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/serving/tls.py" />
            <source>The certificate {certificate} with the key {key} can't be used. Name the files of a certificate with its chain and of its key, both in PEM, without a passphrase.</source>
            <translation>Das Zertifikat {certificate} mit dem Schlüssel {key} ist nicht brauchbar. Nennen Sie die Dateien eines Zertifikats mit seiner Kette und seines Schlüssels, beide in PEM, ohne Passphrase.</translation>
        </message>
        <message>
            <location filename="../../smartclient/network/authorities.py" />
            <source>The certificates in {path} can't be read. Correct the setting ca_file, or the file.</source>
            <translation>Die Zertifikate in {path} können nicht gelesen werden. Berichtigen Sie die Einstellung ca_file oder die Datei.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>The check-out of {customer} has ended. Check it out again if you still need it.</source>
            <translation>{customer} ist nicht mehr ausgecheckt. Checken Sie den Kunden noch einmal aus, wenn Sie ihn noch brauchen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>The clock is right.</source>
            <translation>Die Uhr geht richtig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>The clock of this computer is off by {seconds} s.</source>
            <translation>Die Uhr dieses Computers geht um {seconds} s falsch.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/clock.py" />
            <source>The clock of this computer says {now}, and head office's file was last used at {then}.</source>
            <translation>Die Uhr dieses Computers zeigt {now}, und die Datei der Zentrale wurde zuletzt um {then} benutzt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/conflicts.py" />
            <location filename="../../smartclient/use_cases/commands/conflicts.py" />
            <source>The conflict about {label} is resolved already.</source>
            <translation>Der Konflikt um {label} ist schon geklärt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>The connection to head office was cut.</source>
            <translation>Die Verbindung zur Zentrale ist abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The customer is another rep's.</source>
            <translation>Der Kunde gehört jemand anderem im Außendienst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The customer is closed.</source>
            <translation>Der Kunde ist geschlossen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The customer is like another one.</source>
            <translation>Der Kunde gleicht einem anderen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The customer is on hold.</source>
            <translation>Der Kunde ist gesperrt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/commands.py" />
            <source>The customer of an order can't be changed. Cancel it and enter it again.</source>
            <translation>Der Kunde eines Auftrags lässt sich nicht ändern. Stornieren Sie ihn, und erfassen Sie ihn neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/amend_order.py" />
            <source>The customer of {label} can't be changed any more. Cancel it and place a new order.</source>
            <translation>Der Kunde von {label} lässt sich nicht mehr ändern. Stornieren Sie den Auftrag, und erteilen Sie einen neuen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The customer's own address</source>
            <translation>Die eigene Adresse des Kunden</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/database/opening.py" />
            <source>The data can't be copied before it is upgraded. Nothing was changed. Make room on the disk, then start again.</source>
            <translation>Die Daten lassen sich vor der Aktualisierung nicht kopieren. Nichts wurde geändert. Schaffen Sie Platz auf der Festplatte, und starten Sie dann neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <location filename="../../smartclient/headoffice/handlers/together_decisions.py" />
            <source>The data changed meanwhile. Look at the case again, then decide.</source>
            <translation>Die Daten haben sich inzwischen geändert. Sehen Sie sich den Fall noch einmal an, und entscheiden Sie neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The data file is damaged. It is kept as it is. Run “smartclient doctor” to see what can be done.</source>
            <translation>Die Datendatei ist beschädigt. Sie bleibt, wie sie ist. Führen Sie „smartclient doctor“ aus, um zu sehen, was zu tun ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The data file may not be written to. Check the rights on its folder.</source>
            <translation>In die Datendatei darf nicht geschrieben werden. Prüfen Sie die Rechte an ihrem Ordner.</translation>
        </message>
        <message>
            <location filename="../../smartclient/read_models/data_ages.py" />
            <source>The data for this is of {as_of} and has been too old since {too_old_since}: {kinds}. Sync, then do it again. What you saved is safe.</source>
            <translation>Die Daten dafür sind vom {as_of} und seit {too_old_since} zu alt: {kinds}. Synchronisieren Sie und versuchen Sie es dann noch einmal. Was Sie gespeichert haben, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The data on this computer can't be opened. Check that its folder is there and may be written to.</source>
            <translation>Die Daten auf diesem Computer lassen sich nicht öffnen. Prüfen Sie, ob ihr Ordner da ist und beschrieben werden darf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The data on this computer can't be opened: the key does not fit, or the file is damaged. Nothing was changed. Run “smartclient doctor” to see what can be done.</source>
            <translation>Die Daten auf diesem Computer lassen sich nicht öffnen: Der Schlüssel passt nicht, oder die Datei ist beschädigt. Nichts wurde geändert. Führen Sie „smartclient doctor“ aus, um zu sehen, was zu tun ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The data on this computer can't be read or written at the moment. Make room on the disk if it is full, else have it checked; then start again.</source>
            <translation>Die Daten auf diesem Computer lassen sich zurzeit nicht lesen oder schreiben. Schaffen Sie Platz auf der Festplatte, wenn sie voll ist, sonst lassen Sie sie prüfen; starten Sie dann neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/key_record.py" />
            <source>The data on this computer was locked by a newer Smart Client. Nothing was changed. Install the newer version to open it.</source>
            <translation>Die Daten auf diesem Computer wurden von einem neueren Smart Client verschlüsselt. Es wurde nichts geändert. Installieren Sie die neuere Version, um sie zu öffnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/database/opening.py" />
            <source>The data on this computer was made by a newer Smart Client. Nothing was changed. Install the newer version to open it.</source>
            <translation>Die Daten auf diesem Computer stammen von einem neueren Smart Client. Nichts wurde geändert. Installieren Sie die neuere Version, um sie zu öffnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/unit_of_work.py" />
            <source>The data on this computer was removed, as head office asked.</source>
            <translation>Die Daten auf diesem Computer wurden entfernt, wie die Zentrale es verlangt hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/session_factory.py" />
            <source>The data that head office had removed is still in use. Close every other Smart Client on this computer, and sign in again.</source>
            <translation>Die Daten, die die Zentrale entfernen ließ, werden noch verwendet. Schließen Sie jeden anderen Smart Client auf diesem Computer und melden Sie sich erneut an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The data was refreshed, and the order was checked and sent again by itself.</source>
            <translation>Die Daten wurden aufgefrischt, und der Auftrag wurde von selbst geprüft und erneut gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The date can't be right.</source>
            <translation>Das Datum kann nicht stimmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The date it had can't be right.</source>
            <translation>Das Datum kann nicht stimmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>The date of this computer is outside the dates of the certificate at {host}. Nothing was sent to it. Check date and time here; if they are right, ask head office.</source>
            <translation>Das Datum dieses Computers liegt außerhalb der Gültigkeit des Zertifikats von {host}. Es wurde nichts dorthin gesendet. Prüfen Sie Datum und Uhrzeit; wenn sie stimmen, fragen Sie in der Zentrale nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The date {before} can't be right; at head office it is {after}.</source>
            <translation>Das Datum {before} kann nicht stimmen; in der Zentrale ist der {after}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The day head office receives it</source>
            <translation>Der Tag des Eingangs in der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The day of the order</source>
            <translation>Der Tag des Auftrags</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/decisions.py" />
            <source>The decision is kept at head office. No worker is running there now; the next to start (smartclient headoffice serve) carries it out.</source>
            <translation>Die Entscheidung liegt in der Zentrale. Dort läuft gerade kein Bearbeitungsdienst; der nächste, der startet (smartclient headoffice serve), führt sie aus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The delivery day</source>
            <translation>Der Liefertag</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/checks.py" />
            <source>The delivery day {day} is in the past. Choose today or a later day, or none.</source>
            <translation>Der Liefertermin {day} liegt in der Vergangenheit. Wählen Sie heute, einen späteren Tag oder keinen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The device's code and a count, final at once</source>
            <translation>Kürzel und Zähler des Geräts, sofort endgültig</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The discount of {before} % on {name} is not valid any more (line {line}).</source>
            <translation>Der Rabatt von {before} % auf {name} gilt nicht mehr (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The discount of {before} % on {name} needs a quantity of {bracket} (line {line}).</source>
            <translation>Der Rabatt von {before} % auf {name} setzt eine Menge von {bracket} voraus (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The discount on {name} is now {after} %, not {before} % (line {line}).</source>
            <translation>Der Rabatt auf {name} beträgt jetzt {after} %, nicht {before} % (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>The disk is full or nearly full: {free} MB are free where {home} is.</source>
            <translation>Die Festplatte ist voll oder fast voll: Dort, wo {home} liegt, sind {free} MB frei.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/durable.py" />
            <source>The disk is full. Make room, then do this again; nothing that was saved is lost.</source>
            <translation>Die Festplatte ist voll. Schaffen Sie Platz, und versuchen Sie es dann noch einmal; nichts Gespeichertes geht verloren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>The disk with the head office file is full or nearly full: {free} MB are free.</source>
            <translation>Die Festplatte mit der Datei der Zentrale ist voll oder fast voll: {free} MB sind frei.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The disk with the head office file is full. Make room there.</source>
            <translation>Die Festplatte mit der Datei der Zentrale ist voll. Schaffen Sie dort Platz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>The driver {name} is not on this computer.</source>
            <translation>Der Treiber {name} ist nicht auf diesem Computer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/database/opening.py" />
            <source>The file is no store of Smart Client. It is kept as it is; choose another folder.</source>
            <translation>Die Datei enthält keine Daten von Smart Client. Sie bleibt, wie sie ist; wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/key_record.py" />
            <source>The file {name}, which tells how the data is locked, can't be read. Put back a copy of this one file; nothing was changed.</source>
            <translation>Die Datei {name}, in der steht, wie die Daten verschlüsselt sind, kann nicht gelesen werden. Spielen Sie eine Kopie nur dieser Datei zurück; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The file {name}, which tells how the data is locked, is missing.</source>
            <translation>Die Datei {name}, in der steht, wie die Daten verschlüsselt sind, fehlt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/session_factory.py" />
            <source>The file {name}, which tells how the data is locked, is missing. Put back a copy of this one file; the data is kept as it is.</source>
            <translation>Die Datei {name}, in der steht, wie die Daten verschlüsselt sind, fehlt. Spielen Sie eine Kopie nur dieser Datei zurück; die Daten bleiben, wie sie sind.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/key_record.py" />
            <source>The file {name}, which tells how the data is locked, may not be read. Check the rights on it and on its folder; nothing was changed.</source>
            <translation>Die Datei {name}, in der steht, wie die Daten verschlüsselt sind, darf nicht gelesen werden. Prüfen Sie die Rechte an ihr und an ihrem Ordner; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/device_credentials.py" />
            <source>The file {name}, which tells how this device signs in, can't be read. Put back a copy of this one file, or sign in with a new code; your work is kept.</source>
            <translation>Die Datei {name}, in der steht, wie dieses Gerät sich anmeldet, kann nicht gelesen werden. Spielen Sie eine Kopie dieser einen Datei zurück, oder melden Sie sich mit einem neuen Code an; Ihre Arbeit bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/device_keys.py" />
            <source>The file {name}, with which this device signs work that is carried by hand, can't be read. Put back a copy of this one file, or delete it: the device makes another key. Your work is kept.</source>
            <translation>Die Datei {name}, mit der dieses Gerät von Hand übergebene Arbeit signiert, lässt sich nicht lesen. Legen Sie eine Kopie dieser einen Datei zurück, oder löschen Sie sie: Das Gerät macht einen anderen Schlüssel. Ihre Arbeit bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/bundle_paths.py" />
            <source>The file {path} can't be read. Check its name and the rights on it; nothing was changed.</source>
            <translation>Die Datei {path} kann nicht gelesen werden. Prüfen Sie ihren Namen und die Rechte an ihr; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/sqlite/lock_file.py" />
            <source>The file {path} can't be used. Ask who made it to let you read it, or to delete it.</source>
            <translation>Die Datei {path} kann nicht benutzt werden. Bitten Sie die Person, die sie angelegt hat, sie für Sie lesbar zu machen oder zu löschen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/durable.py" />
            <source>The file {path} can't be written to. Check the rights on its folder.</source>
            <translation>In die Datei {path} kann nicht geschrieben werden. Prüfen Sie die Rechte an ihrem Ordner.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/bundle_paths.py" />
            <source>The file {path} is larger than any that Smart Client writes. Nothing was changed.</source>
            <translation>Die Datei {path} ist größer als jede, die Smart Client schreibt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/office_keys.py" />
            <source>The file {path}, which holds head office's keys for carried work, can't be read. Check the rights on it, or put back a copy; nothing was changed.</source>
            <translation>Die Datei {path} mit den Schlüsseln der Zentrale für Arbeit, die von Hand gebracht wird, kann nicht gelesen werden. Prüfen Sie die Rechte an ihr oder legen Sie eine Kopie zurück; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/mail_passwords.py" />
            <source>The file {path}, which holds the password of the mailbox, can't be read.</source>
            <translation>Die Datei {path}, in der das Passwort des Postfachs steht, kann nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/places.py" />
            <source>The folder of the head office file {path} may not be opened. Check the rights on it.</source>
            <translation>Der Ordner mit der Datei der Zentrale, {path}, darf nicht geöffnet werden. Prüfen Sie die Rechte daran.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>The folder {home} can be written to, and its disk has room.</source>
            <translation>In den Ordner {home} kann geschrieben werden, und auf der Festplatte ist Platz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/session_factory.py" />
            <source>The folder {home} can't be created. Choose another with --home.</source>
            <translation>Der Ordner {home} lässt sich nicht anlegen. Wählen Sie einen anderen mit --home.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>The folder {home} is not there yet; signing in makes it.</source>
            <translation>Den Ordner {home} gibt es noch nicht; er entsteht beim Anmelden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The freight is {after} instead of {before}.</source>
            <translation>Die Fracht ist {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <source>The head office address can't be read. Write it as sqlite:///FILE or mssql+pyodbc://USER@SERVER/DATABASE.</source>
            <translation>Die Adresse der Zentrale ist nicht lesbar. Schreiben Sie sie als sqlite:///DATEI oder mssql+pyodbc://BENUTZER@SERVER/DATENBANK.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/address.py" />
            <source>The head office address can't be read. Write it as {form}.</source>
            <translation>Die Adresse der Zentrale ist nicht lesbar. Schreiben Sie sie als {form}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/address.py" />
            <source>The head office address has an option {option}, which is unknown or occurs twice. Remove it.</source>
            <translation>Die Adresse der Zentrale hat eine Option {option}, die nicht bekannt ist oder zweimal dasteht. Nehmen Sie sie heraus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/address.py" />
            <source>The head office address is not complete. Write it as {form}.</source>
            <translation>Die Adresse der Zentrale ist nicht vollständig. Schreiben Sie sie als {form}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <source>The head office address names no file. Write it as sqlite:///FILE.</source>
            <translation>Die Adresse der Zentrale nennt keine Datei. Schreiben Sie sie als sqlite:///DATEI.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/restores.py" />
            <source>The head office at this address belongs to another company than the work here. Nothing was sent. Check the address, or ask head office.</source>
            <translation>Die Zentrale unter dieser Adresse gehört zu einer anderen Firma als die Arbeit hier. Es wurde nichts gesendet. Prüfen Sie die Adresse, oder fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/restores.py" />
            <source>The head office at this address is {there}'s, and the work here is {here}'s. Nothing was sent. Check the address, or ask head office.</source>
            <translation>Die Zentrale unter dieser Adresse gehört zu {there}, die Arbeit hier zu {here}. Es wurde nichts gesendet. Prüfen Sie die Adresse, oder fragen Sie die Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <location filename="../../smartclient/database/errors.py" />
            <location filename="../../smartclient/headoffice/inbox/operations.py" />
            <source>The head office file can't be reached now.</source>
            <translation>Die Datei der Zentrale ist jetzt nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <location filename="../../smartclient/database/errors.py" />
            <source>The head office file can't be read or written at the moment. Make room on its disk if it is full, else have it checked.</source>
            <translation>Die Datei der Zentrale lässt sich zurzeit nicht lesen oder schreiben. Schaffen Sie Platz auf ihrer Festplatte, wenn sie voll ist, sonst lassen Sie sie prüfen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/errors.py" />
            <source>The head office file is damaged, or is something else. It is kept as it is. Check the address.</source>
            <translation>Die Datei der Zentrale ist beschädigt oder etwas anderes. Sie bleibt, wie sie ist. Prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/replaced_file.py" />
            <source>The head office file was replaced while it was open, and can't be opened again. Close every program that uses it, then put the copy back again.</source>
            <translation>Die Datei der Zentrale wurde ersetzt, während sie geöffnet war, und lässt sich nicht wieder öffnen. Schließen Sie jedes Programm, das sie benutzt, und spielen Sie die Kopie dann noch einmal zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/link.py" />
            <source>The head office file {path} can't be reached now.</source>
            <translation>Die Datei der Zentrale, {path}, ist jetzt nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The key in the keyring of this computer does not fit the data. The data is kept. Restore the keyring, or the file {name}.</source>
            <translation>Der Schlüssel im Schlüsselbund dieses Computers passt nicht zu den Daten. Die Daten bleiben erhalten. Stellen Sie den Schlüsselbund wieder her oder die Datei {name}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The key is in the operating system's keyring.</source>
            <translation>Der Schlüssel liegt im Schlüsselbund des Betriebssystems.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The key is locked with a passphrase.</source>
            <translation>Der Schlüssel ist mit einer Passphrase geschützt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The key of the data is not in the keyring of this computer any more. The data is kept. Sign in to the computer as the person who set Smart Client up, or restore the keyring.</source>
            <translation>Der Schlüssel der Daten ist nicht mehr im Schlüsselbund dieses Computers. Die Daten bleiben erhalten. Melden Sie sich am Computer als die Person an, die Smart Client eingerichtet hat, oder stellen Sie den Schlüsselbund wieder her.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keyrings.py" />
            <source>The keyring of this computer is locked. Unlock it, then start again.</source>
            <translation>Der Schlüsselbund dieses Computers ist gesperrt. Entsperren Sie ihn, und starten Sie dann neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/text/barcodes.py" />
            <source>The last digit of the barcode's number {value} does not fit the others. Compare it with the product.</source>
            <translation>Die letzte Ziffer der Strichcode-Nummer {value} passt nicht zu den anderen. Vergleichen Sie sie mit dem Produkt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The latest made</source>
            <translation>Die spätere Änderung</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/enqueue.py" />
            <source>The latest time has passed already. Choose a later one.</source>
            <translation>Die späteste Zeit ist schon vorbei. Wählen Sie eine spätere.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>The link is encrypted, and the server must prove that it is head office's.</source>
            <translation>Die Verbindung ist verschlüsselt, und der Server muss beweisen, dass er der der Zentrale ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>The link is encrypted, and the service must have the certificate that the code named when you signed in.</source>
            <translation>Die Verbindung ist verschlüsselt, und der Dienst muss das Zertifikat haben, das der Code bei der Anmeldung nannte.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>The link is encrypted, and the service must prove that it is head office's to the authorities in {path}.</source>
            <translation>Die Verbindung ist verschlüsselt, und der Dienst muss vor den Zertifizierungsstellen in {path} beweisen, dass er der der Zentrale ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>The link is encrypted, and the service must prove that it is head office's.</source>
            <translation>Die Verbindung ist verschlüsselt, und der Dienst muss beweisen, dass er der der Zentrale ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>The link is not encrypted, and does not leave this computer.</source>
            <translation>Die Verbindung ist nicht verschlüsselt und verlässt diesen Computer nicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>The link is not encrypted: the address says Encrypt=no.</source>
            <translation>Die Verbindung ist nicht verschlüsselt: In der Adresse steht Encrypt=no.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>The link to head office broke.</source>
            <translation>Die Verbindung zur Zentrale ist abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>The login {login} has no rights for this at head office. Ask head office to run “smartclient headoffice grant” for it.</source>
            <translation>Die Anmeldung {login} hat in der Zentrale keine Rechte dafür. Bitten Sie die Zentrale, dafür „smartclient headoffice grant“ auszuführen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>The login {login} is locked or switched off. Ask your database administrator.</source>
            <translation>Die Anmeldung {login} ist gesperrt oder abgeschaltet. Fragen Sie Ihren Datenbankadministrator.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/carried_work.py" />
            <source>The login {login}, whose device wrote this file, is not known at head office any more. Nothing was changed.</source>
            <translation>Die Anmeldung {login}, deren Gerät diese Datei geschrieben hat, ist in der Zentrale nicht mehr bekannt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server did not say whether it took this mail. It may have arrived.</source>
            <translation>Der Mailserver hat nicht gesagt, ob er diese E-Mail angenommen hat. Vielleicht ist sie angekommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server does not take this mail now. It answers “{reply}”.</source>
            <translation>Der Mailserver nimmt diese E-Mail jetzt nicht an. Er antwortet „{reply}“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server refused this mail to {recipient}. It answers “{reply}”.</source>
            <translation>Der Mailserver hat diese E-Mail an {recipient} abgelehnt. Er antwortet „{reply}“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server {host} can't be used now. It answers “{reply}”.</source>
            <translation>Der Mailserver {host} kann jetzt nicht benutzt werden. Er antwortet „{reply}“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server {host} does not accept the login or its password. Set the mailbox up again.</source>
            <translation>Der Mailserver {host} nimmt die Anmeldung oder ihr Passwort nicht an. Richten Sie das Postfach noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server {host} does not answer.</source>
            <translation>Der Mailserver {host} antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server {host} does not let this mailbox send as {sender}. It answers “{reply}”.</source>
            <translation>Der Mailserver {host} lässt dieses Postfach nicht als {sender} senden. Er antwortet „{reply}“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/smtp.py" />
            <source>The mail server {host} offers no encryption at this port. Set up the port that does.</source>
            <translation>Der Mailserver {host} bietet an diesem Port keine Verschlüsselung. Richten Sie den Port ein, der es tut.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>The mail {label} was sent and can't be taken back. Write another one.</source>
            <translation>Die Mail {label} wurde gesendet und lässt sich nicht zurücknehmen. Schreiben Sie eine weitere.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>The name {host} was not found. This computer has no connection to the internet, or the address of head office is wrong.</source>
            <translation>Der Name {host} wurde nicht gefunden. Dieser Computer hat keine Verbindung zum Internet, oder die Adresse der Zentrale ist falsch.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The number is {after} instead of {before}: another has that number, or it was not this device's to give. Tell the customer, and correct what was printed with it.</source>
            <translation>Die Nummer ist {after} statt {before}: Ein anderer hat diese Nummer, oder dieses Gerät durfte sie nicht vergeben. Sagen Sie es dem Kunden, und berichtigen Sie, was damit gedruckt wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The number is {after} instead of {before}: since head office was restored from a backup, {before} may be another customer's. Tell everybody who was given it.</source>
            <translation>Die Nummer ist {after} statt {before}: Seit die Zentrale aus einer Sicherung wiederhergestellt wurde, kann {before} zu einem anderen Kunden gehören. Teilen Sie es allen mit, die sie bekommen haben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The number is {after} instead of {before}: since head office was restored from a backup, {before} may be another order's. Tell everybody who was given it, and print the order again.</source>
            <translation>Die Nummer ist {after} statt {before}: Seit die Zentrale aus einer Sicherung wiederhergestellt wurde, kann {before} zu einem anderen Auftrag gehören. Teilen Sie es allen mit, die sie bekommen haben, und drucken Sie den Auftrag neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The number {before} is also that of order {after}. Correct what was printed with it.</source>
            <translation>Die Nummer {before} trägt auch der Auftrag {after}. Berichtigen Sie, was mit ihr gedruckt wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/customers.py" />
            <source>The number {number} is also that of customer {other}. Enter this customer again.</source>
            <translation>Die Nummer {number} trägt auch der Kunde {other}. Geben Sie diesen Kunden noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <source>The number {value} is too large. It may be at most {largest}.</source>
            <translation>Die Zahl {value} ist zu groß. Sie darf höchstens {largest} sein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <source>The number {value} is too small. It must be at least {smallest}.</source>
            <translation>Die Zahl {value} ist zu klein. Sie muss mindestens {smallest} sein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The offers give another discount.</source>
            <translation>Die Aktionen ergeben einen anderen Rabatt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/connecting.py" />
            <source>The only driver here, FreeTDS, can't check that {server} is head office's, so nothing was sent. Install Microsoft's ODBC Driver 18, or the one that pip brings: pip install “smartclient[sqlserver]”.</source>
            <translation>Der einzige Treiber hier, FreeTDS, kann nicht prüfen, ob {server} der der Zentrale ist; daher wurde nichts gesendet. Installieren Sie den ODBC Driver 18 von Microsoft oder den, den pip mitbringt: pip install „smartclient[sqlserver]“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/address.py" />
            <source>The option {option} of the head office address is {value}. Set it to {allowed}.</source>
            <translation>Die Option {option} in der Adresse der Zentrale ist {value}. Setzen Sie sie auf {allowed}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/sales/order_entry.py" />
            <source>The order has no lines. Add at least one product.</source>
            <translation>Der Auftrag hat keine Positionen. Fügen Sie mindestens ein Produkt hinzu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The order is like an earlier one.</source>
            <translation>Der Auftrag gleicht einem früheren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The order is over the credit limit.</source>
            <translation>Der Auftrag überschreitet das Kreditlimit.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/limits.py" />
            <source>The order total exceeds the maximum. Check the quantities.</source>
            <translation>Die Auftragssumme überschreitet das Maximum. Prüfen Sie die Mengen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The order was accepted as entered, despite this:</source>
            <translation>Der Auftrag wurde wie eingegeben angenommen, obwohl gilt:</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The order was accepted as entered.</source>
            <translation>Der Auftrag wurde wie eingegeben angenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The order was also changed by somebody else, or on another device.</source>
            <translation>Der Auftrag wurde auch von jemand anderem oder auf einem anderen Gerät geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The order was entered from old data.</source>
            <translation>Der Auftrag wurde mit alten Daten erfasst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/office_keys.py" />
            <source>The package pyrage is not installed on this computer, which work that is carried by hand needs. Install Smart Client's packages again, and repeat this.</source>
            <translation>Das Paket pyrage ist auf diesem Rechner nicht installiert; Arbeit, die von Hand gebracht wird, braucht es. Installieren Sie die Pakete von Smart Client noch einmal und wiederholen Sie das.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The passphrase in {variable} is not the right one. Correct the variable, or take it away to be asked.</source>
            <translation>Die Passphrase in {variable} ist nicht die richtige. Berichtigen Sie die Variable, oder entfernen Sie sie; dann werden Sie gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The passphrase in {variable} is too short. Use at least {count} characters. A few words do well.</source>
            <translation>Die Passphrase in {variable} ist zu kurz. Nehmen Sie mindestens {count} Zeichen. Gut sind ein paar Wörter hintereinander.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The passphrase is empty. Type one of some length.</source>
            <translation>Die Passphrase ist leer. Geben Sie eine von einiger Länge ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The passphrase is not the right one. Type it again.</source>
            <translation>Die Passphrase ist nicht die richtige. Geben Sie sie noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>The passphrase is too short. Use at least {count} characters. A few words do well.</source>
            <translation>Die Passphrase ist zu kurz. Nehmen Sie mindestens {count} Zeichen. Gut sind ein paar Wörter hintereinander.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/mail_passwords.py" />
            <source>The password of the mailbox is not given. Set {variable}, or name a file that holds it.</source>
            <translation>Das Passwort des Postfachs ist nicht angegeben. Setzen Sie {variable}, oder nennen Sie eine Datei, in der es steht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/mail_passwords.py" />
            <source>The password of the mailbox {sender} is not known on this computer. Set the mailbox up here, too.</source>
            <translation>Das Passwort des Postfachs {sender} ist auf diesem Rechner nicht bekannt. Richten Sie das Postfach auch hier ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>The password of {login} has expired. Ask your database administrator for a new one, then sign in again.</source>
            <translation>Das Passwort von {login} ist abgelaufen. Bitten Sie Ihren Datenbankadministrator um ein neues und melden Sie sich dann erneut an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/passwords.py" />
            <source>The password of {login} is not known on this computer. Set {variable}, or sign in where it can be asked for.</source>
            <translation>Das Passwort von {login} ist auf diesem Computer nicht bekannt. Setzen Sie {variable}, oder melden Sie sich dort an, wo danach gefragt werden kann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The price changed.</source>
            <translation>Der Preis hat sich geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The price of {name} fell from {before} to {after} (line {line}).</source>
            <translation>Der Preis von {name} ist von {before} auf {after} gesunken (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The price of {name} rose from {before} to {after} (line {line}).</source>
            <translation>Der Preis von {name} ist von {before} auf {after} gestiegen (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>The private key of this head office is not on this computer. Take the file in where “smartclient headoffice bundle-key --url URL” says that it is. Nothing was changed.</source>
            <translation>Der private Schlüssel dieser Zentrale ist nicht auf diesem Rechner. Nehmen Sie die Datei dort an, wo er laut „smartclient headoffice bundle-key --url URL“ liegt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The product has a new number.</source>
            <translation>Das Produkt hat eine neue Nummer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The product is not yet on sale.</source>
            <translation>Das Produkt ist noch nicht im Verkauf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The product is sold in whole packs.</source>
            <translation>Das Produkt wird in ganzen Packungen verkauft.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>The proxy of this network does not let anyone through to head office. Ask who runs the network, or use another one.</source>
            <translation>Der Proxy dieses Netzes lässt niemanden zur Zentrale durch. Fragen Sie den Betreiber des Netzes, oder benutzen Sie ein anderes.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>The proxy of this network wants a password. Ask who runs the network, or use another one.</source>
            <translation>Der Proxy dieses Netzes verlangt ein Passwort. Fragen Sie den Betreiber des Netzes, oder benutzen Sie ein anderes.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/wire.py" />
            <source>The proxy that this computer names can't be used. Head office is reached through proxies for HTTP alone.</source>
            <translation>Der Proxy, der auf diesem Computer eingestellt ist, kann nicht benutzt werden. Die Zentrale wird nur über Proxys für HTTP erreicht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/limits.py" />
            <source>The quantity of {sku} must be a whole number from 1 to {most}.</source>
            <translation>Die Menge von {sku} muss eine ganze Zahl von 1 bis {most} sein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The rep decides</source>
            <translation>Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <source>The rep has taken this back and can do no more. Approve that, or refuse it: then it stays.</source>
            <translation>Der Außendienst hat dies zurückgenommen und kann nichts weiter tun. Genehmigen Sie das, oder lehnen Sie es ab: Dann bleibt es.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The rep's own mailbox</source>
            <translation>Das eigene Postfach im Außendienst</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The rep's own mailbox where it is set up, or head office's</source>
            <translation>Das eigene Postfach, wo es eingerichtet ist, sonst das der Zentrale</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>The rep's value</source>
            <translation>Wert des Außendienstes</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/enqueue.py" />
            <source>The request for this is no longer stored. It was answered long ago.</source>
            <translation>Der Vorgang dazu ist nicht mehr gespeichert. Er wurde vor langer Zeit beantwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>The server {server} could not prove that it is head office's: its certificate is not trusted, so nothing was sent. Check the server's name in the address; if it is right, have the certificate of the company's authority installed on this computer.</source>
            <translation>Der Server {server} konnte nicht beweisen, dass er der Zentrale gehört: Seinem Zertifikat wird nicht vertraut, daher wurde nichts gesendet. Prüfen Sie den Namen des Servers in der Adresse; stimmt er, lassen Sie das Zertifikat der Firmenstelle auf diesem Computer installieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/connecting.py" />
            <source>The server {server} did not report where its instance {instance} is. Check the name in the address, and that the service SQL Server Browser runs there, or give the port instead.</source>
            <translation>Der Server {server} hat nicht gesagt, wo seine Instanz {instance} ist. Prüfen Sie den Namen in der Adresse und ob dort der Dienst SQL Server Browser läuft, oder nennen Sie stattdessen den Port.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>The server {server} does not encrypt, so nothing was sent. Ask head office to set up a certificate there; on a network of your own, Encrypt=no in the address does without.</source>
            <translation>Der Server {server} verschlüsselt nicht, daher wurde nichts gesendet. Bitten Sie die Zentrale, dort ein Zertifikat einzurichten; in einem eigenen Netz verzichtet Encrypt=no in der Adresse darauf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>The server's certificate is not checked: the address says TrustServerCertificate=yes.</source>
            <translation>Das Zertifikat des Servers wird nicht geprüft: In der Adresse steht TrustServerCertificate=yes.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/https.py" />
            <source>The service speaks version {protocol} of the protocol and {link} of the operations; this Smart Client speaks {our_protocol} and {our_link}.</source>
            <translation>Der Dienst spricht Version {protocol} des Protokolls und {link} der Operationen; dieser Smart Client spricht {our_protocol} und {our_link}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>The service's certificate expires soon: it is from {begins} and good until {ends}. It was issued by {issuer}.</source>
            <translation>Das Zertifikat des Dienstes läuft bald ab: Es ist vom {begins} und gilt bis {ends}. Ausgestellt hat es {issuer}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/certificate.py" />
            <source>The service's certificate is from {begins} and good until {ends}. It was issued by {issuer}.</source>
            <translation>Das Zertifikat des Dienstes ist vom {begins} und gilt bis {ends}. Ausgestellt hat es {issuer}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/model.py" />
            <source>The setting theme is {theme}. Set it to one of {allowed}.</source>
            <translation>Die Einstellung theme ist {theme}. Setzen Sie sie auf einen dieser Werte: {allowed}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/model.py" />
            <source>The setting {key} is {value}. Set it between {lowest} and {highest}.</source>
            <translation>Die Einstellung {key} ist {value}. Setzen Sie sie zwischen {lowest} und {highest}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/file.py" />
            <source>The settings in {path} are not valid JSON. Correct the file, or delete it and sign in again; no work is lost by that.</source>
            <translation>Die Einstellungen in {path} sind kein gültiges JSON. Berichtigen Sie die Datei, oder löschen Sie sie und melden Sie sich neu an; dabei geht keine Arbeit verloren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/file.py" />
            <source>The settings in {path} can't be read. Check the rights on the file.</source>
            <translation>Die Einstellungen in {path} sind nicht lesbar. Prüfen Sie die Rechte an der Datei.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/file.py" />
            <source>The settings were written by a newer Smart Client. Install that one on this machine.</source>
            <translation>Die Einstellungen stammen von einem neueren Smart Client. Installieren Sie diesen auf dem Rechner.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/accepting.py" />
            <source>The signature of this file is not that of the device that it names: somebody may have changed it. Nothing was changed.</source>
            <translation>Die Unterschrift dieser Datei ist nicht die des Geräts, das sie nennt: Vielleicht hat jemand sie verändert. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store can't be found or looked at.</source>
            <translation>Die Daten sind nicht zu finden oder dürfen nicht angesehen werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store can't be opened without its key.</source>
            <translation>Die Daten lassen sich ohne ihren Schlüssel nicht öffnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store is damaged: {damage}.</source>
            <translation>Die Daten sind beschädigt: {damage}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store is of an earlier version, and the disk has no room to upgrade it.</source>
            <translation>Die Daten stammen von einer früheren Version, und auf der Festplatte fehlt der Platz, sie zu aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store is sound, and of an earlier version: {path}.</source>
            <translation>Die Daten sind in Ordnung, stammen aber von einer früheren Version: {path}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store is sound: {path}.</source>
            <translation>Die Daten sind in Ordnung: {path}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store {name} is empty: its contents were lost.</source>
            <translation>Die Datei {name} ist leer: Ihr Inhalt ging verloren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/database/opening.py" />
            <source>The store {name} is empty: its contents were lost. Call support, or move it away and sign in again.</source>
            <translation>Die Datei {name} ist leer: Ihr Inhalt ging verloren. Rufen Sie den Support an, oder verschieben Sie sie und melden sich neu an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/database/opening.py" />
            <source>The store {name} is not where it was. Put it back, or sign in again.</source>
            <translation>Die Datei {name} ist nicht mehr an ihrem Platz. Legen Sie sie zurück, oder melden Sie sich neu an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>The store {path} is not where it was.</source>
            <translation>Die Datei {path} ist nicht mehr an ihrem Platz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/scheduling/background.py" />
            <source>The sync failed. Your work is kept. Call support if it happens again.</source>
            <translation>Die Synchronisierung ist fehlgeschlagen. Ihre Arbeit bleibt erhalten. Rufen Sie den Support an, wenn es wieder vorkommt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/engine.py" />
            <source>The sync was stopped before its end.</source>
            <translation>Die Synchronisierung wurde vor ihrem Ende abgebrochen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The tax is {after} instead of {before}.</source>
            <translation>Die Steuer ist {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The text had characters that can't be seen.</source>
            <translation>Der Text enthielt Zeichen, die man nicht sieht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>The total is {after} instead of {before}.</source>
            <translation>Die Summe ist {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>The two customers were merged.</source>
            <translation>Die beiden Kunden wurden zusammengeführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/service.py" />
            <source>The web service does not start at {address}. Choose another address with --listen, or call support.</source>
            <translation>Der Webdienst startet unter {address} nicht. Wählen Sie mit --listen eine andere Adresse, oder rufen Sie den Support an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_service.py" />
            <source>The web service ended by itself. Start it again, and call support if it ends again. What devices sent is safe.</source>
            <translation>Der Webdienst hat sich von selbst beendet. Starten Sie ihn neu, und rufen Sie den Support an, wenn es wieder geschieht. Was Geräte gesendet haben, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/window.py" />
            <source>The window can't be opened, because system libraries are missing: {libraries}. On Debian and Ubuntu these packages bring them: {packages}.</source>
            <translation>Das Fenster kann nicht geöffnet werden, weil Systembibliotheken fehlen: {libraries}. Unter Debian und Ubuntu bringen diese Pakete sie mit: {packages}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/window.py" />
            <source>The window can't be opened: the package PySide6-Essentials is missing.</source>
            <translation>Das Fenster kann nicht geöffnet werden: Das Paket PySide6-Essentials fehlt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/window.py" />
            <source>The window has all that it is drawn with.</source>
            <translation>Alles, womit das Fenster gezeichnet wird, ist da.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/icons.py" />
            <source>The window's icons are missing. Install the package QtAwesome.</source>
            <translation>Die Symbole des Fensters fehlen. Installieren Sie das Paket QtAwesome.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/look/icons.py" />
            <source>The window's icons can't be read. Install QtAwesome again.</source>
            <translation>Die Symbole des Fensters sind nicht lesbar. Installieren Sie QtAwesome neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/inbox/rounds.py" />
            <source>The worker that tried this request ended before it had answered.</source>
            <translation>Der Bearbeitungsdienst brach ab, bevor er diesen Vorgang beantwortet hatte.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/text/canonical.py" />
            <source>The {field} holds a character that can't be seen: {character}. Type it again.</source>
            <translation>Im Feld „{field}“ steht ein Zeichen, das man nicht sieht: {character}. Bitte geben Sie es neu ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/text/canonical.py" />
            <source>The {field} is too long. It may have at most {longest} characters.</source>
            <translation>Das Feld „{field}“ ist zu lang. Es darf höchstens {longest} Zeichen haben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/customers.py" />
            <source>The {field} of {label} is in conflict. Resolve that first.</source>
            <translation>Das Feld „{field}“ von {label} ist im Konflikt. Klären Sie das zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/accepting.py" />
            <source>There is a file {path} already. Name another for the answers; nothing was changed.</source>
            <translation>Es gibt schon eine Datei {path}. Nennen Sie eine andere für die Antworten; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/carrying.py" />
            <source>There is a file {path} already. Name another; no file was written.</source>
            <translation>Es gibt schon eine Datei {path}. Nennen Sie eine andere; es wurde keine Datei geschrieben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>There is a store, but the settings don't say whose it is.</source>
            <translation>Es sind Daten da, aber die Einstellungen sagen nicht, wem sie gehören.</translation>
        </message>
        <message>
            <location filename="../../smartclient/store/database/opening.py" />
            <source>There is already a store on this computer. It is kept; sign in again.</source>
            <translation>Auf diesem Computer sind schon Daten. Sie bleiben erhalten; melden Sie sich noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/drivers.py" />
            <source>There is no ODBC driver for SQL Server on this machine. Install Microsoft's ODBC Driver 18 for SQL Server.</source>
            <translation>Auf diesem Rechner gibt es keinen ODBC-Treiber für SQL Server. Installieren Sie Microsofts ODBC Driver 18 for SQL Server.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/drivers.py" />
            <source>There is no ODBC driver for SQL Server on this machine. Install Microsoft's ODBC Driver 18, or the one that pip brings: pip install “smartclient[sqlserver]”.</source>
            <translation>Auf diesem Rechner ist kein ODBC-Treiber für SQL Server. Installieren Sie den ODBC Driver 18 von Microsoft oder den, den pip mitbringt: pip install „smartclient[sqlserver]“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>There is no ODBC driver for SQL Server where the address or the settings say. Install Microsoft's ODBC Driver 18, or take the driver out of them. “smartclient doctor” tells which there is.</source>
            <translation>Wo die Adresse oder die Einstellungen ihn nennen, gibt es keinen ODBC-Treiber für SQL Server. Installieren Sie den ODBC-Treiber 18 von Microsoft, oder nehmen Sie den Treiber dort heraus. „smartclient doctor“ sagt, welchen es gibt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/rules/problems.py" />
            <source>There is no action {name}. Choose one that the conflict offers.</source>
            <translation>Es gibt keine Aktion {name}. Wählen Sie eine, die der Konflikt anbietet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/decisions.py" />
            <source>There is no case {case}. List the cases first.</source>
            <translation>Es gibt keinen Fall {case}. Lassen Sie sich die Fälle zuerst auflisten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/admin.py" />
            <source>There is no case {case}. Look at the list of cases, or sync first.</source>
            <translation>Es gibt keinen Fall {case}. Sehen Sie in die Liste der Fälle, oder synchronisieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/lookup.py" />
            <source>There is no conflict {conflict}. Look at the list of conflicts.</source>
            <translation>Es gibt keinen Konflikt {conflict}. Sehen Sie in die Liste der Konflikte.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/usable_data.py" />
            <source>There is no customer on this device to take an order for. Sync first, or create one.</source>
            <translation>Auf diesem Gerät ist kein Kunde, für den ein Auftrag erfasst werden kann. Synchronisieren Sie zuerst, oder legen Sie einen an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>There is no customer {customer} at head office. Check the number.</source>
            <translation>Bei der Zentrale gibt es keinen Kunden {customer}. Prüfen Sie die Nummer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/pinned.py" />
            <source>There is no customer {number} among yours. Check the number, or sync first.</source>
            <translation>Unter Ihren Kunden gibt es keine Nummer {number}. Prüfen Sie die Nummer, oder synchronisieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/retention/forget.py" />
            <source>There is no customer {number} at head office, and nothing of it.</source>
            <translation>In der Zentrale gibt es keinen Kunden {number} und auch keine Daten von ihm.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/apply_resolution.py" />
            <source>There is no customer {number}. Check the number.</source>
            <translation>Es gibt keinen Kunden {number}. Prüfen Sie die Nummer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/take_along.py" />
            <source>There is no data set {name} for you.</source>
            <translation>Es gibt für Sie kein Datenpaket {name}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_along.py" />
            <source>There is no data set {name}.</source>
            <translation>Es gibt kein Datenpaket {name}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>There is no database {database} on {server}, or it is not open to {login}. Check the address, and ask your database administrator.</source>
            <translation>Auf {server} gibt es keine Datenbank {database}, oder sie ist für {login} nicht offen. Prüfen Sie die Adresse, und fragen Sie Ihren Datenbankadministrator.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/engines.py" />
            <source>There is no folder {folder}. Create it first.</source>
            <translation>Es gibt keinen Ordner {folder}. Legen Sie ihn zuerst an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>There is no head office in the database {database} on {server}. Check the address; if it is right, ask head office to run “smartclient headoffice init”.</source>
            <translation>In der Datenbank {database} auf {server} gibt es keine Zentrale. Prüfen Sie die Adresse; stimmt sie, bitten Sie die Zentrale, „smartclient headoffice init“ auszuführen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/schema.py" />
            <source>There is no head office in this database yet. Create it: “smartclient headoffice init --url URL”.</source>
            <translation>In dieser Datenbank gibt es noch keine Zentrale. Legen Sie sie an: „smartclient headoffice init --url URL“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/service.py" />
            <source>There is no head office to upgrade here. Make one: smartclient headoffice init --url URL.</source>
            <translation>Hier ist keine Zentrale, die sich aktualisieren ließe. Richten Sie eine ein: smartclient headoffice init --url URL.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>There is no key yet.</source>
            <translation>Es gibt noch keinen Schlüssel.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/mail.py" />
            <source>There is no mail {reference}. Look at the list of mails.</source>
            <translation>Es gibt keine E-Mail {reference}. Sehen Sie in der Liste der E-Mails nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>There is no order to change in it.</source>
            <translation>Darin ist kein Auftrag, der geändert werden kann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/lookup.py" />
            <location filename="../../smartclient/use_cases/queries/pinned.py" />
            <source>There is no order {order}. Look at the list of orders.</source>
            <translation>Es gibt keinen Auftrag {order}. Sehen Sie in die Liste der Aufträge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/policy.py" />
            <source>There is no policy {key}. Look at the list of policies.</source>
            <translation>Es gibt keine Regel {key}. Sehen Sie in die Liste der Regeln.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>There is no problem {name} here. Choose one of: {names}.</source>
            <translation>Hier gibt es kein Problem {name}. Wählen Sie eines von: {names}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/usable_data.py" />
            <source>There is no product on this device to order. Sync first.</source>
            <translation>Auf diesem Gerät ist kein Produkt, das bestellt werden kann. Synchronisieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>There is no product {sku}. Look in the catalog.</source>
            <translation>Es gibt kein Produkt {sku}. Sehen Sie im Katalog nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>There is no rep with the login {login}. Head office has no reps yet.</source>
            <translation>Im Außendienst gibt es keine Anmeldung {login}. Die Zentrale hat noch niemanden im Außendienst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>There is no rep with the login {login}. The nearest logins are: {names}.</source>
            <translation>Im Außendienst gibt es keine Anmeldung {login}. Die ähnlichsten sind: {names}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/outbox.py" />
            <source>There is no request {reference} in the outbox. Look at the list again.</source>
            <translation>Im Postausgang ist kein Vorgang {reference}. Sehen Sie noch einmal in die Liste.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/connecting.py" />
            <source>There is no server {server} on this network. Check its name in the address, or connect to the company's network.</source>
            <translation>In diesem Netzwerk gibt es keinen Server {server}. Prüfen Sie seinen Namen in der Adresse, oder verbinden Sie sich mit dem Firmennetz.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/file.py" />
            <source>There is no setting {key}. Correct its name in {path}, or take it out.</source>
            <translation>Es gibt keine Einstellung {key}. Berichtigen Sie ihren Namen in {path}, oder nehmen Sie sie heraus.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>There is no store yet.</source>
            <translation>Es sind noch keine Daten da.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <source>There is no such case. Sync to see the cases there are.</source>
            <translation>Diesen Fall gibt es nicht. Synchronisieren Sie, um die Fälle zu sehen, die es gibt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_over.py" />
            <source>There is no such conflict. Sync to see those there are.</source>
            <translation>Diesen Konflikt gibt es nicht. Synchronisieren Sie, um die Konflikte zu sehen, die es gibt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/steps.py" />
            <source>There is no task {reference}. Look at the list again.</source>
            <translation>Es gibt keine Aufgabe {reference}. Sehen Sie noch einmal in die Liste.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>There is no territory {territory}. Head office has no territories yet.</source>
            <translation>Es gibt kein Gebiet {territory}. Die Zentrale hat noch keine Gebiete.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>There is no territory {territory}. The nearest names are: {names}.</source>
            <translation>Es gibt kein Gebiet {territory}. Die ähnlichsten Namen sind: {names}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/service.py" />
            <source>There is no time zone {zone}. Write it as in Europe/Berlin.</source>
            <translation>Es gibt keine Zeitzone {zone}. Schreiben Sie sie wie Europe/Berlin.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>There is no usable keyring; a passphrase locks the store.</source>
            <translation>Es ist kein Schlüsselbund verwendbar; eine Passphrase verschließt die Daten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>There is not enough in stock.</source>
            <translation>Es ist nicht genug auf Lager.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/take_back.py" />
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>There is nothing left of {label} to take back.</source>
            <translation>Von {label} ist nichts mehr zurückzunehmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>There is nothing to cancel: {label} is {state}.</source>
            <translation>Es gibt nichts zu stornieren. {label}: {state}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/mail.py" />
            <source>There is nothing to decide about the mail {label}.</source>
            <translation>Über die E-Mail {label} ist nichts zu entscheiden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/read_models/outbox_choices.py" />
            <location filename="../../smartclient/use_cases/commands/outbox.py" />
            <source>There is nothing to try again: head office has {label}.</source>
            <translation>Es gibt nichts erneut zu versuchen: Die Zentrale hat {label}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/read_models/outbox_choices.py" />
            <location filename="../../smartclient/use_cases/commands/outbox.py" />
            <source>There is nothing to try again: {label} goes with the next sync.</source>
            <translation>Es gibt nichts erneut zu versuchen: {label} geht mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/carrying.py" />
            <source>These answers are for {login}, and not for the work here. Nothing was changed.</source>
            <translation>Diese Antworten sind für {login} und nicht für die Arbeit hier. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/check_outs.py" />
            <source>These are {count} customers. At most {most} go at once; name fewer.</source>
            <translation>Das sind {count} Kunden. Auf einmal gehen höchstens {most}; nennen Sie weniger.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/together_members.py" />
            <source>These can't be carried out together. Take them back, wait for the answer, and enter each by itself.</source>
            <translation>Das lässt sich nicht zusammen ausführen. Nehmen Sie es zurück, warten Sie die Antwort ab, und geben Sie jedes für sich ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/together.py" />
            <source>These orders are too long to stand together. Place each by itself, or fewer at once.</source>
            <translation>Diese Aufträge sind zu lang, um zusammenzugehören. Erteilen Sie jeden für sich, oder weniger auf einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/sales/data_set_checks.py" />
            <source>These reps would then take no product along: {logins}. If you mean it, add --anyway.</source>
            <translation>Ohne Produkte blieben dann: {logins}. Ist das gewollt, setzen Sie --anyway dazu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>They are changed</source>
            <translation>Sie werden geändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>They stay as they are</source>
            <translation>Sie bleiben, wie sie sind</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/serving/listen_address.py" />
            <source>This account may not listen on {host} port {port}. Choose a port above 1023, or use an account that may.</source>
            <translation>Dieses Konto darf auf {host} Port {port} nicht lauschen. Wählen Sie einen Port über 1023 oder ein Konto, das es darf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/dialogs/conflict/view_model.py" />
            <source>This case does not wait for a decision any more.</source>
            <translation>Dieser Fall wartet nicht mehr auf eine Entscheidung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/admin.py" />
            <source>This case is not about an order.</source>
            <translation>In diesem Fall geht es nicht um einen Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/enrolments.py" />
            <source>This code does not count. Make another one.</source>
            <translation>Dieser Code gilt nicht. Erstellen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>This code is for another login than this device's.</source>
            <translation>Dieser Code ist für einen anderen Anmeldenamen als den dieses Geräts.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>This code is unknown, was used, or has expired.</source>
            <translation>Dieser Code ist unbekannt, verbraucht oder abgelaufen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/device_refusals.py" />
            <source>This code was given before. Make another one.</source>
            <translation>Dieser Code wurde schon vergeben. Erstellen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/mail_passwords.py" />
            <source>This computer has no keyring that can store the password. Name a file that holds it, and that only the service can read.</source>
            <translation>Dieser Rechner hat keinen Schlüsselbund, der das Passwort aufbewahren kann. Nennen Sie eine Datei, in der es steht und die nur der Dienst lesen kann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/keys.py" />
            <source>This computer has no keyring to keep the key of the data in. Set {variable} to a passphrase, or start Smart Client where it can ask for one.</source>
            <translation>Dieser Computer hat keinen Schlüsselbund für den Schlüssel der Daten. Setzen Sie {variable} auf eine Passphrase, oder starten Sie Smart Client dort, wo danach gefragt werden kann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>This computer has no sign-in that head office accepts. Sign in to the company's network, then try again.</source>
            <translation>Dieser Computer hat keine Anmeldung, die die Zentrale annimmt. Melden Sie sich am Firmennetz an, und versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/derivation.py" />
            <source>This computer has not enough free memory to open the data. Close other programs, then start again.</source>
            <translation>Dieser Computer hat nicht genug freien Arbeitsspeicher, um die Daten zu öffnen. Schließen Sie andere Programme, und starten Sie dann neu.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>This computer was started again since the last contact: how old the data is goes by its own clock, and is certain after the next sync.</source>
            <translation>Dieser Computer wurde seit dem letzten Kontakt neu gestartet: Wie alt die Daten sind, richtet sich nach seiner eigenen Uhr und ist nach der nächsten Synchronisierung sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_over.py" />
            <source>This conflict is a case already. Decide it there.</source>
            <translation>Dieser Konflikt ist schon ein Fall. Entscheiden Sie ihn dort.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/conflicts.py" />
            <source>This conflict is not about an order.</source>
            <translation>In diesem Konflikt geht es nicht um einen Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_over.py" />
            <source>This conflict is resolved already. Nothing was changed.</source>
            <translation>Dieser Konflikt ist schon geklärt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/freshness_kinds.py" />
            <source>This data always stays on the devices, so it can't be removed for its age. Write mark, warn or refuse instead of remove.</source>
            <translation>Diese Daten bleiben immer auf den Geräten, sie können also nicht wegen ihres Alters entfernt werden. Schreiben Sie mark, warn oder refuse statt remove.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/sqlite/maintenance.py" />
            <source>This database holds something else, not a head office. Choose another one.</source>
            <translation>Diese Datenbank enthält etwas anderes, keine Zentrale. Wählen Sie eine andere.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/number_blocks.py" />
            <source>This device has no identity. Sync, and try again.</source>
            <translation>Dieses Gerät hat keine Kennung. Synchronisieren Sie, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>This device has sent {most} mails within a day, which is as many as it may. Send the rest tomorrow.</source>
            <translation>Dieses Gerät hat an einem Tag {most} E-Mails gesendet; mehr darf es nicht. Senden Sie die übrigen morgen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/replies/service_delivery.py" />
            <source>This device has sent {most} of these within a day, which is as many as it may. The rest goes tomorrow.</source>
            <translation>Dieses Gerät hat innerhalb eines Tages {most} davon gesendet, mehr darf es nicht. Der Rest geht morgen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/https_link.py" />
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>This device must be signed in again. Your work is kept. Ask head office for a new code, and sign in with it.</source>
            <translation>Dieses Gerät muss neu angemeldet werden. Ihre Arbeit bleibt erhalten. Bitten Sie die Zentrale um einen neuen Code, und melden Sie sich damit an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/sealed_secrets.py" />
            <source>This device was signed in by a newer Smart Client. Install the newer version.</source>
            <translation>Dieses Gerät wurde von einem neueren Smart Client angemeldet. Installieren Sie die neuere Version.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This file can't be opened: it was written for another head office, or is damaged or cut. Have it written again; nothing was changed.</source>
            <translation>Diese Datei lässt sich nicht öffnen: Sie wurde für eine andere Zentrale geschrieben, ist beschädigt oder abgeschnitten. Lassen Sie sie neu schreiben; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This file can't be opened: its answers are for another device, or it is damaged or cut. Ask head office for it again; nothing was changed.</source>
            <translation>Diese Datei lässt sich nicht öffnen: Ihre Antworten sind für ein anderes Gerät, oder sie ist beschädigt oder abgeschnitten. Bitten Sie die Zentrale noch einmal darum; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/accepting.py" />
            <location filename="../../smartclient/contract/bundles.py" />
            <source>This file can't be read. Have it written again; nothing was changed.</source>
            <translation>Diese Datei ist nicht lesbar. Lassen Sie sie neu schreiben; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This file holds answers for a device: take it in there, with “smartclient outbox import FILE”. Nothing was changed.</source>
            <translation>Diese Datei enthält Antworten für ein Gerät: Übernehmen Sie sie dort, mit „smartclient outbox import FILE“. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/accepting.py" />
            <source>This file holds work for another company's head office. Nothing was changed.</source>
            <translation>Diese Datei enthält Arbeit für die Zentrale einer anderen Firma. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This file holds work for head office, and no answers: hand it over there. Nothing was changed.</source>
            <translation>Diese Datei enthält Arbeit für die Zentrale und keine Antworten: Geben Sie sie dort ab. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This file is damaged or was cut. Have it written again; nothing was changed.</source>
            <translation>Diese Datei ist beschädigt oder abgeschnitten. Lassen Sie sie neu schreiben; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/bundles.py" />
            <source>This file was written by a newer Smart Client. Upgrade Smart Client here; nothing was changed.</source>
            <translation>Diese Datei hat ein neuerer Smart Client geschrieben. Aktualisieren Sie Smart Client hier; es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/session_factory.py" />
            <source>This folder belongs to {login} at {url}. Choose another folder with --home.</source>
            <translation>Dieser Ordner gehört {login} bei {url}. Wählen Sie einen anderen mit --home.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/check_outs.py" />
            <source>This head office is too old to check customers out. It must be upgraded first.</source>
            <translation>Diese Zentrale ist zu alt, um Kunden auszuchecken. Sie muss zuerst aktualisiert werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/devices.py" />
            <source>This head office is too old to enrol or revoke devices. Nothing was changed; have head office upgraded.</source>
            <translation>Diese Zentrale ist zu alt, um Geräte anzumelden oder abzumelden. Nichts wurde geändert; lassen Sie die Zentrale aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/pinning.py" />
            <source>This head office is too old to pin customers. Nothing was changed; have head office upgraded.</source>
            <translation>Diese Zentrale ist zu alt, um Kunden anzuheften. Nichts wurde geändert; lassen Sie die Zentrale aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/mail_service.py" />
            <source>This head office is too old to send mails. Nothing was changed; have head office upgraded.</source>
            <translation>Diese Zentrale ist zu alt, um E-Mails zu senden. Nichts wurde geändert; lassen Sie die Zentrale aktualisieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/schema.py" />
            <source>This head office was set up by a newer Smart Client. Upgrade this program to use it. Nothing was changed.</source>
            <translation>Diese Zentrale wurde von einem neueren Smart Client eingerichtet. Aktualisieren Sie dieses Programm, um sie zu verwenden. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/schema.py" />
            <source>This head office was set up by an older Smart Client. Bring it up to date first: “smartclient headoffice upgrade --url URL”. Laptops may stay connected.</source>
            <translation>Diese Zentrale wurde von einem älteren Smart Client eingerichtet. Bringen Sie sie zuerst auf den neuen Stand: „smartclient headoffice upgrade --url URL“. Laptops dürfen verbunden bleiben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/devices.py" />
            <source>This is no code's checksum. Make another code.</source>
            <translation>Das ist keine Prüfsumme eines Codes. Erstellen Sie einen anderen Code.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This is no file of answers from head office. Nothing was changed.</source>
            <translation>Das ist keine Datei mit Antworten der Zentrale. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/security/bundle_files.py" />
            <source>This is no file of work that a device wrote. Nothing was changed. A device writes one with “smartclient outbox export FILE”.</source>
            <translation>Das ist keine Datei mit Arbeit, die ein Gerät geschrieben hat. Es wurde nichts geändert. Ein Gerät schreibt eine mit „smartclient outbox export FILE“.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/retry_dead_letter.py" />
            <source>This is no longer stopped: somebody had it tried again already.</source>
            <translation>Das ist nicht mehr angehalten: Jemand hat es schon erneut versuchen lassen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/device_mail.py" />
            <source>This is no mail, so no mailbox sends it.</source>
            <translation>Das ist keine E-Mail, also sendet sie kein Postfach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/cases.py" />
            <location filename="../../smartclient/use_cases/commands/admin.py" />
            <location filename="../../smartclient/use_cases/commands/devices.py" />
            <source>This is on its way to head office already.</source>
            <translation>Das ist schon unterwegs zur Zentrale.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/refusals.py" />
            <source>This is too much for one request. Split it into several and send those.</source>
            <translation>Das ist zu viel für einen Vorgang. Teilen Sie es auf, und senden Sie die Teile.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <location filename="../../smartclient/gateway/https/failures.py" />
            <location filename="../../smartclient/headoffice/inbox/receive.py" />
            <source>This is too much to send at once. Send less at a time.</source>
            <translation>Das ist zu viel auf einmal. Senden Sie weniger auf einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>This is what head office confirmed.</source>
            <translation>So hat es die Zentrale bestätigt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>This is what the offers give.</source>
            <translation>Das ergeben die Aktionen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>This looks like order {after} of {date}: the same products in the same quantities.</source>
            <translation>Das sieht aus wie Auftrag {after} vom {date}: dieselben Produkte in denselben Mengen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/printing.py" />
            <source>This machine has no program that shows PDF files. Save the order as PDF and print it elsewhere.</source>
            <translation>Dieser Rechner hat kein Programm, das PDF-Dateien zeigt. Speichern Sie den Auftrag als PDF, und drucken Sie ihn anderswo.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/product_documents.py" />
            <source>This machine has no program that shows {ending} files. Install one, or save the document by “smartclient documents save” and open it on another computer.</source>
            <translation>Dieser Rechner hat kein Programm, das {ending}-Dateien zeigt. Installieren Sie eines, oder speichern Sie das Dokument mit „smartclient documents save“, und öffnen Sie es anderswo.</translation>
        </message>
        <message>
            <location filename="../../smartclient/services/mail/outcomes.py" />
            <source>This mail could not be delivered for days. It was not sent.</source>
            <translation>Diese E-Mail konnte tagelang nicht zugestellt werden. Sie wurde nicht gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>This mail has no valid number. Write it again.</source>
            <translation>Diese E-Mail hat keine gültige Nummer. Schreiben Sie sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>This mail is being sent again already: another device of yours said so.</source>
            <translation>Diese E-Mail wird schon noch einmal gesendet: Ein anderes Ihrer Geräte hat das gesagt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/mail/orders.py" />
            <source>This mail says something of an order, and names none.</source>
            <translation>Diese E-Mail sagt etwas über einen Auftrag und nennt keinen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/service_records.py" />
            <source>This mail was not written on this device.</source>
            <translation>Diese E-Mail wurde nicht auf diesem Gerät geschrieben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>This mail was refused or withdrawn. Write another one if it is still wanted.</source>
            <translation>Diese E-Mail wurde abgelehnt oder zurückgezogen. Schreiben Sie eine neue, falls sie noch gewünscht ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/read_models/functions.py" />
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>This needs a connection to head office. Sync first.</source>
            <translation>Dazu braucht es eine Verbindung zur Zentrale. Synchronisieren Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>This order is another customer's, so no mail is sent of it.</source>
            <translation>Dieser Auftrag gehört einem anderen Kunden, also wird keine E-Mail dazu gesendet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/work.py" />
            <source>This order is not on this device any more. Look at the list.</source>
            <translation>Dieser Auftrag ist nicht mehr auf diesem Gerät. Sehen Sie in der Liste nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/apply_resolution.py" />
            <location filename="../../smartclient/headoffice/handlers/order_decision.py" />
            <location filename="../../smartclient/headoffice/handlers/orders.py" />
            <source>This order is on its way already and can't be changed. Enter a new one.</source>
            <translation>Dieser Auftrag ist schon unterwegs und lässt sich nicht mehr ändern. Geben Sie einen neuen ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/together_decisions.py" />
            <source>This order stands together with others and is in conflict. Resolve the conflict, or cancel the order: then nothing of it is carried out.</source>
            <translation>Dieser Auftrag gehört mit anderen zusammen und ist im Konflikt. Klären Sie den Konflikt, oder stornieren Sie den Auftrag: Dann wird nichts davon ausgeführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/order_decision.py" />
            <location filename="../../smartclient/headoffice/handlers/supersede.py" />
            <source>This order was cancelled. Enter a new one.</source>
            <translation>Dieser Auftrag wurde storniert. Geben Sie einen neuen ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/refusals.py" />
            <source>This request has no proper identity. Enter it again.</source>
            <translation>Dieser Vorgang hat keine gültige Kennung. Geben Sie ihn noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/refusals.py" />
            <source>This request was damaged on its way. Send it again.</source>
            <translation>Dieser Vorgang wurde unterwegs beschädigt. Senden Sie ihn noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/versions.py" />
            <source>This request was made by a Smart Client that is too old. It is kept. Upgrade Smart Client and withdraw the request; when that is answered, enter it again.</source>
            <translation>Dieser Vorgang wurde mit einem zu alten Smart Client erstellt. Er bleibt erhalten. Aktualisieren Sie Smart Client und ziehen Sie den Vorgang zurück; wenn das beantwortet ist, geben Sie ihn neu ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/versions.py" />
            <location filename="../../smartclient/headoffice/handlers/reading.py" />
            <source>This request was made by a newer Smart Client than head office runs. It is kept; head office must be upgraded.</source>
            <translation>Dieser Vorgang stammt von einem neueren Smart Client, als die Zentrale ihn hat. Er bleibt erhalten; die Zentrale muss aktualisiert werden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/sync/service_push.py" />
            <source>This service failed. Ask who provides it.</source>
            <translation>Dieser Dienst ist gescheitert. Fragen Sie den, der ihn bereitstellt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/conflicts.py" />
            <source>This stands together with others, and head office can't decide about one of them alone. Resolve it, or cancel it: then nothing of it is carried out.</source>
            <translation>Dies gehört mit anderen zusammen, und die Zentrale kann nicht über eines davon allein entscheiden. Klären Sie es, oder stornieren Sie es: Dann wird nichts davon ausgeführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/together_decisions.py" />
            <source>This stands together with others, of which one could not be carried out. Resolve that one first, where they were entered.</source>
            <translation>Dies gehört mit anderen zusammen, von denen eines nicht ausgeführt werden konnte. Klären Sie zuerst jenes, dort, wo sie eingegeben wurden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/tasks.py" />
            <location filename="../../smartclient/store/work/tasks.py" />
            <source>This step is not possible now. Nothing was changed.</source>
            <translation>Dieser Schritt ist jetzt nicht möglich. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/supersede.py" />
            <source>This was withdrawn or replaced by a later version. It was not carried out.</source>
            <translation>Das wurde zurückgezogen oder durch eine spätere Fassung ersetzt. Es wurde nicht ausgeführt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Times of the day at which devices refresh</source>
            <translation>Uhrzeiten, zu denen Geräte auffrischen</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>To do without the passphrase, set up the system's keyring before signing in.</source>
            <translation>Um ohne Passphrase auszukommen, richten Sie vor der Anmeldung den Schlüsselbund des Systems ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/error_catalog.py" />
            <source>Too many wrong codes were tried. Try again in an hour at the latest.</source>
            <translation>Es wurden zu viele falsche Codes versucht. Versuchen Sie es spätestens in einer Stunde noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Too many wrong codes were tried. Type the code again in {minutes} min.</source>
            <translation>Es wurden zu viele falsche Codes versucht. Geben Sie den Code in {minutes} min noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Total</source>
            <translation>Summe</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/errors.py" />
            <source>Try again later.</source>
            <translation>Versuchen Sie es später noch einmal.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Try stopped work again</source>
            <translation>Angehaltenes erneut versuchen</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/sales/order_entry.py" />
            <source>Two lines of this order have the same number. Enter it again.</source>
            <translation>Zwei Positionen dieses Auftrags haben dieselbe Nummer. Geben Sie ihn noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/gateway.py" />
            <location filename="../../smartclient/gateway/https/failures.py" />
            <source>Unexpected error at head office. Your work is kept. Call support if it happens again.</source>
            <translation>Unerwarteter Fehler in der Zentrale. Ihre Arbeit bleibt erhalten. Rufen Sie den Support an, wenn es wieder vorkommt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/database/mssql/errors.py" />
            <source>Unexpected error of head office's database. Your work is kept. Call support if it happens again.</source>
            <translation>Unerwarteter Fehler der Datenbank der Zentrale. Ihre Arbeit bleibt erhalten. Rufen Sie den Support an, wenn es wieder vorkommt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/app.py" />
            <location filename="../../smartclient/ui/background.py" />
            <source>Unexpected error. What you saved is safe.</source>
            <translation>Unerwarteter Fehler. Was Sie gespeichert haben, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>Unknown product</source>
            <translation>Unbekanntes Produkt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Unpin a customer</source>
            <translation>Kunden lösen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Waiting for another step</source>
            <translation>Wartet auf einen anderen Schritt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Waiting to send</source>
            <translation>Zu senden</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Waits for a cheaper connection</source>
            <translation>Wartet auf eine günstigere Verbindung</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Waits for another</source>
            <translation>Wartet auf ein anderes</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Waits for its next try</source>
            <translation>Wartet auf den nächsten Versuch</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Waits until you work online</source>
            <translation>Wartet, bis Sie online arbeiten</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Way to ship</source>
            <translation>Versandart</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>What answers at {host} has a certificate that this computer does not trust. Nothing was sent to it. If this goes on in other networks, too, ask head office.</source>
            <translation>Was unter {host} antwortet, hat ein Zertifikat, dem dieser Computer nicht vertraut. Es wurde nichts dorthin gesendet. Wenn es in anderen Netzen auch so ist, fragen Sie in der Zentrale nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>What answers at {host} has a certificate that this computer does not trust. Nothing was sent to it. The code may be incomplete: where head office made its certificate itself, the last four groups of the code are the certificate's fingerprint. Enter the whole code. If it is whole, ask head office.</source>
            <translation>Was unter {host} antwortet, hat ein Zertifikat, dem dieser Computer nicht vertraut. Es wurde nichts dorthin gesendet. Vielleicht ist der Code unvollständig: Hat die Zentrale ihr Zertifikat selbst gemacht, sind die letzten vier Gruppen des Codes dessen Fingerabdruck. Geben Sie den ganzen Code ein. Ist er vollständig, fragen Sie in der Zentrale nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>What answers at {host} has another certificate than head office. Nothing was sent to it. If this goes on in other networks, too, ask head office.</source>
            <translation>Was unter {host} antwortet, hat ein anderes Zertifikat als die Zentrale. Es wurde nichts dorthin gesendet. Wenn es in anderen Netzen auch so ist, fragen Sie in der Zentrale nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/gateway/https/causes.py" />
            <source>What answers at {host} is encrypted. Write https:// in place of http:// in the address.</source>
            <translation>Was unter {host} antwortet, ist verschlüsselt. Schreiben Sie in der Adresse https:// statt http://.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>What changed at head office in the last {minutes} min is held back there.</source>
            <translation>Was sich in den letzten {minutes} min bei der Zentrale geändert hat, wird dort zurückgehalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>What imports do with customers that are checked out</source>
            <translation>Was Importe mit ausgecheckten Kunden machen</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/worker/answering.py" />
            <source>What stands together and came before it waits for its answer.</source>
            <translation>Was zusammengehört und davor kam, wartet auf seine Antwort.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/together_decisions.py" />
            <source>What stands together with it is no longer here, so it can't be carried out. Refuse it, and have its rep enter it again.</source>
            <translation>Was damit zusammengehört, ist nicht mehr hier, deshalb kann es nicht ausgeführt werden. Lehnen Sie es ab, und lassen Sie es neu eingeben.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>What was confirmed could not be taken back any more.</source>
            <translation>Was bestätigt war, ließ sich nicht mehr zurücknehmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/customers.py" />
            <source>What you changed of {name} is at head office and not answered yet. Wait for the answer, or withdraw it.</source>
            <translation>Was Sie an {name} geändert haben, ist in der Zentrale und noch nicht beantwortet. Warten Sie auf die Antwort, oder ziehen Sie es zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>What “{text}” finds is not on this device yet: it comes with the next sync.</source>
            <translation>Was „{text}“ findet, ist noch nicht auf diesem Gerät: Es kommt mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>What “{text}” finds is not on this device: it belongs to the optional data set {name}. Take that along (What to take along, or: smartclient take-along), then sync.</source>
            <translation>Was „{text}“ findet, ist nicht auf diesem Gerät: Es gehört zum freiwilligen Datenpaket {name}. Nehmen Sie das mit (Was mitgenommen wird, oder: smartclient take-along), und synchronisieren Sie dann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>What “{text}” finds is not on this device: no data set that you are given brings it. Ask an admin if you need it.</source>
            <translation>Was „{text}“ findet, ist nicht auf diesem Gerät: Keines Ihrer Datenpakete enthält es. Fragen Sie einen Administrator, wenn Sie es brauchen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/store.py" />
            <source>When Smart Client next starts it copies the store and upgrades it. What was not sent yet stays in it.</source>
            <translation>Beim nächsten Start kopiert Smart Client die Daten und aktualisiert sie. Was noch nicht gesendet wurde, bleibt darin.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Which mailbox mails to customers go from</source>
            <translation>Von welchem Postfach E-Mails an Kunden gehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Whom mails to customers may go to</source>
            <translation>An wen E-Mails an Kunden gehen dürfen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>With this order of {before}, {customer} is {over} over the credit limit of {after}.</source>
            <translation>Mit diesem Auftrag über {before} ist {customer} {over} über dem Kreditlimit von {after}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/text/wording.py" />
            <source>Withdraw it</source>
            <translation>Zurückziehen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Withdrawing</source>
            <translation>Wird zurückgezogen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Withdrawn</source>
            <translation>Zurückgezogen</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_service.py" />
            <source>Without a certificate only this computer itself is served, as at 127.0.0.1:8080. Name --certificate and --key, or --self-signed; or --behind-proxy where TLS ends at a proxy.</source>
            <translation>Ohne Zertifikat wird nur dieser Computer selbst bedient, etwa unter 127.0.0.1:8080. Nennen Sie --certificate und --key, oder --self-signed; oder --behind-proxy, wo TLS an einem Proxy endet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Without gaps</source>
            <translation>Lückenlos</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/rules/problems.py" />
            <source>Write the action {kind} {how}.</source>
            <translation>Schreiben Sie die Aktion {kind} {how}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>Write {field}=mine, {field}=theirs or {field}==value.</source>
            <translation>Schreiben Sie {field}=mine, {field}=theirs oder {field}==Wert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/check_outs.py" />
            <source>You have no customers in the territory {territory}.</source>
            <translation>Sie haben keine Kunden im Gebiet {territory}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>You have not checked {customer} out. Nothing was changed.</source>
            <translation>Sie haben {customer} nicht ausgecheckt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_along.py" />
            <source>You have pinned {most} customers, which is as many as there may be. Unpin one first.</source>
            <translation>Sie haben {most} Kunden angeheftet; mehr dürfen es nicht sein. Lösen Sie zuerst einen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/admin/service.py" />
            <source>You may not purge what is over at this head office. Connect as an owner of the database, or as a member of the role smartclient_purger.</source>
            <translation>Mit dieser Anmeldung dürfen Sie in dieser Zentrale nichts bereinigen. Melden Sie sich als Eigentümer der Datenbank oder als Mitglied der Rolle smartclient_purger an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/read_models/functions.py" />
            <source>You work offline already.</source>
            <translation>Sie arbeiten bereits offline.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/new_address.py" />
            <source>You work offline, and head office must be asked at its new address. Go online first: smartclient offline off.</source>
            <translation>Sie arbeiten offline, und die Zentrale muss an ihrer neuen Adresse gefragt werden. Gehen Sie zuerst online: smartclient offline off.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>You work offline, so head office was not called.</source>
            <translation>Sie arbeiten offline, daher wurde die Zentrale nicht gefragt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/news.py" />
            <location filename="../../smartclient/bootstrap/own_mailbox.py" />
            <location filename="../../smartclient/gateway/gateway.py" />
            <location filename="../../smartclient/read_models/functions.py" />
            <source>You work offline. Switch Work Offline off to reach head office.</source>
            <translation>Sie arbeiten offline. Schalten Sie „Offline arbeiten“ aus, um die Zentrale zu erreichen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>You work offline. Switch Work Offline off to send {label}.</source>
            <translation>Sie arbeiten offline. Schalten Sie „Offline arbeiten“ aus, um {label} zu senden.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/conflicts.py" />
            <location filename="../../smartclient/use_cases/commands/conflicts.py" />
            <source>Your answer about {label} is on its way. Sync to learn what came of it.</source>
            <translation>Ihre Antwort zu {label} ist unterwegs. Synchronisieren Sie, um zu erfahren, was daraus wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/admin.py" />
            <source>Your decision about {label} is on its way already.</source>
            <translation>Ihre Entscheidung über {label} ist schon unterwegs.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>each by itself</source>
            <translation>jeder Schritt für sich</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>expired</source>
            <translation>abgelaufen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>fresh</source>
            <translation>frisch</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is cancelled</source>
            <translation>wird storniert</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is changed back</source>
            <translation>wird zurückgeändert</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is corrected by another mail if it was sent</source>
            <translation>wird durch eine weitere E-Mail berichtigt, wenn sie gesendet wurde</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is deleted again</source>
            <translation>wird wieder gelöscht</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is no longer pinned</source>
            <translation>ist nicht mehr angeheftet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is not sent any more</source>
            <translation>wird nicht mehr gesendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is opened again as a new customer</source>
            <translation>wird als neuer Kunde wieder angelegt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is pinned again</source>
            <translation>wird wieder angeheftet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is placed again as a new order</source>
            <translation>wird als neuer Auftrag wieder erteilt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>is withdrawn</source>
            <translation>wird zurückgezogen</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>marked</source>
            <translation>gekennzeichnet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>nothing happens</source>
            <translation>es geschieht nichts</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>refused</source>
            <translation>verweigert</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>removed</source>
            <translation>entfernt</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>stale</source>
            <translation>veraltet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>together or not at all</source>
            <translation>zusammen oder gar nicht</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>used as it is</source>
            <translation>ohne Weiteres verwendet</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>warned of</source>
            <translation>mit Warnung</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{action} answers nothing here. Choose one of: {offered}.</source>
            <translation>{action} beantwortet hier nichts. Wählen Sie eines von: {offered}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{action} answers nothing here. Choose whose value each field is to have instead.</source>
            <translation>{action} beantwortet hier nichts. Wählen Sie stattdessen, wessen Wert jedes Feld haben soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{action} is not offered for {name}. Choose one of: {offered}.</source>
            <translation>{action} wird für {name} nicht angeboten. Wählen Sie eines von: {offered}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/mail.py" />
            <source>{address} is not the address of this customer. Head office lets mails go to the customer's own address alone.</source>
            <translation>{address} ist nicht die Adresse dieses Kunden. Die Zentrale lässt E-Mails nur an die eigene Adresse des Kunden gehen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>{amount} of it in orders that are not confirmed</source>
            <translation>{amount} davon in Aufträgen, die nicht bestätigt sind</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{before} has a new number, {after} (line {line}).</source>
            <translation>{before} hat eine neue Nummer, {after} (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{before} is no longer sold.</source>
            <translation>{before} wird nicht mehr verkauft.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{before} is to be deleted again, but has open orders.</source>
            <translation>{before} soll wieder gelöscht werden, hat aber offene Aufträge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{before} is to be taken back, but it is on its way already.</source>
            <translation>{before} soll zurückgenommen werden, ist aber schon unterwegs.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{before} is to be taken back, but {holder} has checked the customer out until {until}.</source>
            <translation>{before} soll zurückgenommen werden, aber {holder} hat den Kunden bis {until} ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{before} is to be taken back, which can't be done.</source>
            <translation>{before} soll zurückgenommen werden, was nicht geht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/policies.py" />
            <source>{by} has changed this to {setting} meanwhile. Nothing was changed; look at it again.</source>
            <translation>{by} hat das inzwischen geändert: {setting}. Nichts wurde geändert; sehen Sie es sich noch einmal an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <source>{by} has decided this already: {decision}. Nothing was changed.</source>
            <translation>{by} hat das schon entschieden: {decision}. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/autosave.py" />
            <source>{code} is the barcode of several products: {products}. Enter the product's number.</source>
            <translation>{code} ist der Strichcode mehrerer Produkte: {products}. Geben Sie die Produktnummer ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/mail.py" />
            <source>{customer} has no mail address. Enter it, or say whom the mail goes to.</source>
            <translation>{customer} hat keine E-Mail-Adresse. Tragen Sie sie ein, oder sagen Sie, an wen die E-Mail geht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/customers.py" />
            <source>{customer} has open orders and can't be deleted. Cancel them first, or wait.</source>
            <translation>{customer} hat offene Aufträge und lässt sich nicht löschen. Stornieren Sie diese zuerst, oder warten Sie.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{customer} is checked out by {holder} until {until}.</source>
            <translation>{customer} ist von {holder} bis {until} ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/rules/check_outs.py" />
            <source>{customer} is checked out by {holder} until {until}. Wait until then, or ask {holder}.</source>
            <translation>{customer} ist von {holder} bis {until} ausgecheckt. Warten Sie so lange, oder fragen Sie {holder}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{customer} is closed. Head office takes no more orders for it.</source>
            <translation>{customer} ist geschlossen. Die Zentrale nimmt keine Aufträge mehr an.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/mail.py" />
            <source>{customer} is no customer of yours.</source>
            <translation>{customer} ist kein Kunde von Ihnen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/check_outs.py" />
            <source>{customer} is not checked out. Nothing was changed.</source>
            <translation>{customer} ist nicht ausgecheckt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/pinning.py" />
            <source>{customer} is not pinned.</source>
            <translation>{customer} ist nicht angeheftet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{customer} is on hold. Head office decides about new orders.</source>
            <translation>{customer} ist gesperrt. Die Zentrale entscheidet über neue Aufträge.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/pinning.py" />
            <source>{customer} is pinned already.</source>
            <translation>{customer} ist schon angeheftet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/take_along.py" />
            <location filename="../../smartclient/use_cases/commands/pinning.py" />
            <source>{customer} is your own customer, and on your devices already.</source>
            <translation>{customer} ist Ihr eigener Kunde und schon auf Ihren Geräten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>{dependent} depends on {label}. Take that back first.</source>
            <translation>{dependent} hängt von {label} ab. Nehmen Sie das zuerst zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/undo.py" />
            <source>{dependent} depends on {label}. Withdraw that first.</source>
            <translation>{dependent} hängt von {label} ab. Ziehen Sie jenes zuerst zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/device_decisions.py" />
            <source>{device} is revoked and to be wiped already. Nothing was changed.</source>
            <translation>{device} ist schon abgemeldet und wird geleert. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/device_decisions.py" />
            <source>{device} was revoked already. Nothing was changed.</source>
            <translation>{device} wurde schon abgemeldet. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/contract/device_decisions.py" />
            <source>{device} was wiped already. Nothing was changed.</source>
            <translation>{device} wurde schon geleert. Nichts wurde geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{field} is answered twice. Choose one value.</source>
            <translation>{field} ist zweimal beantwortet. Wählen Sie einen Wert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{field} is not in conflict, nor is any field. Choose one of the actions instead.</source>
            <translation>{field} ist nicht im Konflikt, und auch kein anderes Feld. Wählen Sie stattdessen eine der Aktionen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{field} is not in conflict. Choose for: {fields}.</source>
            <translation>{field} ist nicht im Konflikt. Wählen Sie für: {fields}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/order_merge.py" />
            <source>{field} must be a number from 0 to {most}.</source>
            <translation>{field} muss eine Zahl von 0 bis {most} sein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>{field}: {after} instead of {before}.</source>
            <translation>{field}: {after} statt {before}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>{field}: {after}.</source>
            <translation>{field}: {after}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/sentences.py" />
            <source>{field}: {before} was taken away.</source>
            <translation>{field}: {before} wurde entfernt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/documents/files.py" />
            <source>{file} can't be written here. Choose another place, or close the program that has it open.</source>
            <translation>{file} kann hier nicht geschrieben werden. Wählen Sie einen anderen Ort, oder schließen Sie das Programm, das die Datei geöffnet hat.</translation>
        </message>
        <message>
            <location filename="../../smartclient/ui/customer_check_out.py" />
            <source>{holder} has checked this customer out until {until}.</source>
            <translation>{holder} hat diesen Kunden bis {until} ausgecheckt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/serving/listen_address.py" />
            <source>{host} is no address of this computer. Name one that it has, or 0.0.0.0 for all of them.</source>
            <translation>{host} ist keine Adresse dieses Rechners. Nennen Sie eine, die er hat, oder 0.0.0.0 für alle.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/setting_forms.py" />
            <source>{key} must be a number from {least} to {most}.</source>
            <translation>{key}: Geben Sie eine Zahl von {least} bis {most} ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/data_ages.py" />
            <source>{kinds}: as of {when}, which is too old to be kept on this device. Sync to load them again; what you saved is safe.</source>
            <translation>{kinds}: Stand {when}, zu alt, um auf diesem Gerät zu bleiben. Synchronisieren Sie, um sie wieder zu laden; was Sie gespeichert haben, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/data_ages.py" />
            <source>{kinds}: as of {when}.</source>
            <translation>{kinds}: Stand {when}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/data_ages.py" />
            <source>{kinds}: old data, as of {when}. Sync before you promise anything by it.</source>
            <translation>{kinds}: alte Daten, Stand {when}. Synchronisieren Sie, bevor Sie danach etwas zusagen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/data_ages.py" />
            <source>{kinds}: too old to be used, as of {when}. Sync first; what you saved is safe.</source>
            <translation>{kinds}: zu alt, um verwendet zu werden, Stand {when}. Synchronisieren Sie zuerst; was Sie gespeichert haben, ist sicher.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/enqueue.py" />
            <source>{label} depends on {blocking}, which was refused or withdrawn. Enter that again first.</source>
            <translation>{label} hängt von {blocking} ab; das wurde abgelehnt oder zurückgezogen. Geben Sie das zuerst noch einmal ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/compensate.py" />
            <source>{label} has another change that head office has not answered. Take that back first.</source>
            <translation>{label} hat eine weitere Änderung, die die Zentrale nicht beantwortet hat. Nehmen Sie zuerst diese zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/outbox.py" />
            <source>{label} has no latest time any more: it was sent already, or stopped.</source>
            <translation>{label} hat keine späteste Zeit mehr: Es wurde schon gesendet oder angehalten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/commands.py" />
            <source>{label} is at head office and not answered yet. Wait for the answer, or withdraw it.</source>
            <translation>{label} liegt bei der Zentrale und ist noch nicht beantwortet. Warten Sie auf die Antwort, oder ziehen Sie ihn zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/amend_order.py" />
            <source>{label} is being cancelled. Undo that first.</source>
            <translation>{label} wird gerade storniert. Machen Sie das zuerst rückgängig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/undo.py" />
            <source>{label} is being sent at this moment. Look again in a minute.</source>
            <translation>{label} wird in diesem Augenblick gesendet. Sehen Sie in einer Minute noch einmal nach.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/task_choices.py" />
            <source>{label} is being taken back already.</source>
            <translation>{label} wird schon zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/commands.py" />
            <location filename="../../smartclient/orderpad/customers.py" />
            <location filename="../../smartclient/read_models/outbox_choices.py" />
            <location filename="../../smartclient/use_cases/commands/undo.py" />
            <source>{label} is being withdrawn. Head office has not answered that yet.</source>
            <translation>{label} wird zurückgezogen. Die Zentrale hat darauf noch nicht geantwortet.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} is cancelled. Repeat it as a new order instead.</source>
            <translation>{label} ist storniert. Wiederholen Sie ihn stattdessen als neuen Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/drafts.py" />
            <source>{label} is not a draft. Cancel it instead.</source>
            <translation>{label} ist kein Entwurf. Stornieren Sie ihn stattdessen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/conflicts.py" />
            <source>{label} stands together with others, and head office can't decide about one of them alone. Change it, or take the whole back and place each by itself.</source>
            <translation>{label} gehört mit anderen zusammen, und die Zentrale kann nicht über einen davon allein entscheiden. Ändern Sie ihn, oder nehmen Sie alles zurück und erteilen Sie jeden für sich.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/conflicts.py" />
            <source>{label} stands together with others. Answer this on the computer where it was entered.</source>
            <translation>{label} gehört mit anderen zusammen. Beantworten Sie das auf dem Computer, auf dem es erfasst wurde.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/commands.py" />
            <source>{label} waits for an answer of head office. Withdraw that first.</source>
            <translation>{label} wartet auf eine Antwort der Zentrale. Ziehen Sie das zuerst zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/admin.py" />
            <source>{label} was decided already, by {by}.</source>
            <translation>{label} wurde schon entschieden, von {by}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} was invoiced and can't be cancelled any more. Ask head office how the goods are returned.</source>
            <translation>{label} ist in Rechnung gestellt und lässt sich nicht mehr stornieren. Fragen Sie die Zentrale, wie die Ware zurückgeht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} was invoiced and can't be changed any more. Enter what is missing as a new order.</source>
            <translation>{label} ist in Rechnung gestellt und lässt sich nicht mehr ändern. Geben Sie, was fehlt, als neuen Auftrag ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} was placed already. Amend it instead.</source>
            <translation>{label} wurde schon erteilt. Ändern Sie ihn stattdessen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} was refused. Correct the draft that was made of it, or repeat it as a new order.</source>
            <translation>{label} wurde abgelehnt. Berichtigen Sie den Entwurf, der daraus wurde, oder wiederholen Sie ihn als neuen Auftrag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} was shipped and can't be cancelled any more. Ask head office how the goods are returned.</source>
            <translation>{label} ist ausgeliefert und lässt sich nicht mehr stornieren. Fragen Sie die Zentrale, wie die Ware zurückgeht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/quoting/changing.py" />
            <source>{label} was shipped and can't be changed any more. Enter what is missing as a new order.</source>
            <translation>{label} ist ausgeliefert und lässt sich nicht mehr ändern. Geben Sie, was fehlt, als neuen Auftrag ein.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>{login} at {url}.</source>
            <translation>{login} bei {url}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/database/device_refusals.py" />
            <source>{login} is an admin, and only the owner of head office's database lets admins sign in. Ask the owner to run: smartclient headoffice enrol {login}.</source>
            <translation>{login} darf verwalten, und solche Anmeldenamen lässt nur zu, wem die Datenbank der Zentrale gehört. Dort hilft: smartclient headoffice enrol {login}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/customers.py" />
            <source>{name} has the order {order}, which head office has not answered. Withdraw that first.</source>
            <translation>{name} hat den Auftrag {order}, den die Zentrale noch nicht beantwortet hat. Ziehen Sie den zuerst zurück.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_order.py" />
            <source>{name} is being taken back with the task that opened it. Enter the customer again to sell to them.</source>
            <translation>{name} wird mit der Aufgabe zurückgenommen, die den Kunden angelegt hat. Legen Sie ihn noch einmal an, um ihm zu verkaufen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/orderpad/customers.py" />
            <location filename="../../smartclient/use_cases/commands/customers.py" />
            <source>{name} is in conflict. Resolve that first.</source>
            <translation>{name} ist im Konflikt. Klären Sie das zuerst.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} is no longer sold (line {line}), and nothing replaces it.</source>
            <translation>{name} wird nicht mehr verkauft (Position {line}), und nichts ersetzt es.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} is no longer sold (line {line}). It is replaced by {replacement_name}, at {replacement_price}.</source>
            <translation>{name} wird nicht mehr verkauft (Position {line}). Ersatz ist {replacement_name} zu {replacement_price}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} is not sold before {after} (line {line}).</source>
            <translation>{name} wird nicht vor dem {after} verkauft (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} is out of stock; the order has {before} (line {line}).</source>
            <translation>{name} ist nicht auf Lager; der Auftrag hat {before} (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/take_along.py" />
            <source>{name} is required: head office has every device of yours take it along.</source>
            <translation>{name} ist Pflicht: Die Zentrale lässt jedes Ihrer Geräte es mitnehmen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} is sold from a quantity of {minimum} on; the order has {before} (line {line}).</source>
            <translation>{name} wird ab einer Menge von {minimum} verkauft; der Auftrag hat {before} (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} is sold in packs of {pack_size}; the order has {before} (line {line}).</source>
            <translation>{name} wird in Packungen zu {pack_size} verkauft; der Auftrag hat {before} (Position {line}).</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/lookup.py" />
            <source>{name} is the name of several orders: {orders}. Say which one by that.</source>
            <translation>{name} heißen mehrere Aufträge: {orders}. Sagen Sie damit, welcher gemeint ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/place_order.py" />
            <source>{name} is to be deleted. Undo that first if you want to sell to them.</source>
            <translation>{name} soll gelöscht werden. Machen Sie das zuerst rückgängig, wenn Sie dorthin verkaufen wollen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/commands/compensate.py" />
            <location filename="../../smartclient/use_cases/commands/customers.py" />
            <source>{name} is to be deleted. Undo that first.</source>
            <translation>{name} soll gelöscht werden. Machen Sie das zuerst rückgängig.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/laptop.py" />
            <source>{name} is usable.</source>
            <translation>{name} ist verwendbar.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} may be a customer already, looked after by someone else. Head office knows more.</source>
            <translation>{name} ist vielleicht schon Kunde und wird von jemand anderem betreut. Die Zentrale weiß mehr.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} may be a customer already: number {after}.</source>
            <translation>{name} ist vielleicht schon Kunde: Nummer {after}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{name} may be a customer already: {customer}, number {number}.</source>
            <translation>{name} ist vielleicht schon Kunde: {customer}, Nummer {number}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>{name}, because it is the newest of Microsoft's that is installed.</source>
            <translation>{name}, weil es der neueste von Microsoft ist, der installiert ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>{name}, because none of Microsoft's is here.</source>
            <translation>{name}, weil keiner von Microsoft hier ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>{name}, because the address or the settings name it.</source>
            <translation>{name}, weil die Adresse oder die Einstellungen ihn nennen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/finding.py" />
            <source>{name}, the library inside the wheel mssql-python-odbc, because none is installed.</source>
            <translation>{name}, die Bibliothek im Wheel mssql-python-odbc, weil keiner installiert ist.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/pinned.py" />
            <source>{number} ({name}) is another rep's customer, pinned for reading: you can neither enter orders for it nor change it.</source>
            <translation>{number} ({name}) ist ein Kunde aus anderem Außendienst, zum Lesen angeheftet: Sie können für ihn weder Aufträge erfassen noch ihn ändern.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/pinned.py" />
            <source>{order} is an order of {name} ({number}), a customer of another rep's that is pinned for reading: you can't change, cancel or repeat it.</source>
            <translation>{order} ist ein Auftrag von {name} ({number}), einem Kunden aus anderem Außendienst, der zum Lesen angeheftet ist: Sie können ihn nicht ändern, stornieren oder wiederholen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>{path} may not be written to, so head office can't answer.</source>
            <translation>{path} ist schreibgeschützt, deshalb kann die Zentrale nicht antworten.</translation>
        </message>
        <message>
            <location filename="../../smartclient/diagnostics/folders.py" />
            <source>{path} may not be written to.</source>
            <translation>{path} ist schreibgeschützt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/cases.py" />
            <source>{rep} withdrew this, or replaced it by a later version. Nothing was changed.</source>
            <translation>{rep} hat das zurückgezogen oder durch eine spätere Fassung ersetzt. Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/retry_dead_letter.py" />
            <source>{sender} withdrew this, or replaced it by a later version. It is not tried again.</source>
            <translation>{sender} hat das zurückgezogen oder durch eine spätere Fassung ersetzt. Es wird nicht erneut versucht.</translation>
        </message>
        <message>
            <location filename="../../smartclient/headoffice/handlers/retry_dead_letter.py" />
            <source>{sender}'s Smart Client is too old to report what was withdrawn, so this may have been. Ask {sender} first, then confirm that it is to be tried again.</source>
            <translation>Der Smart Client von {sender} ist zu alt, um zu melden, was zurückgezogen wurde; dies kann also zurückgezogen sein. Fragen Sie zuerst {sender}, und bestätigen Sie dann, dass es erneut versucht werden soll.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/setting_forms.py" />
            <source>{setting} is no setting of {key}. Choose one of: {choices}.</source>
            <translation>{setting} ist keine Einstellung von {key}. Wählen Sie eine von: {choices}.</translation>
        </message>
        <message>
            <location filename="../../smartclient/reconcile/actions.py" />
            <source>{sku} has no price, so it can't be approved. Drop the line, or put the product into the catalog first.</source>
            <translation>{sku} hat keinen Preis und lässt sich daher nicht genehmigen. Streichen Sie die Position, oder nehmen Sie das Produkt zuerst in den Katalog auf.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{sku} is no longer sold.</source>
            <translation>{sku} wird nicht mehr verkauft.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>{sku} is not on this device yet: it comes with the next sync.</source>
            <translation>{sku} ist noch nicht auf diesem Gerät: Es kommt mit der nächsten Synchronisierung.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>{sku} is not on this device: it belongs to the optional data set {name}. Take that along (What to take along, or: smartclient take-along), then sync.</source>
            <translation>{sku} ist nicht auf diesem Gerät: Es gehört zum freiwilligen Datenpaket {name}. Nehmen Sie das mit (Was mitgenommen wird, oder: smartclient take-along), und synchronisieren Sie dann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/missing_products.py" />
            <source>{sku} is not on this device: no data set that you are given brings it. Ask an admin if you need it.</source>
            <translation>{sku} ist nicht auf diesem Gerät: Keines Ihrer Datenpakete bringt es mit. Fragen Sie einen Administrator, wenn Sie es brauchen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/rules.py" />
            <source>{sku} replaces a product that is no longer sold.</source>
            <translation>{sku} ersetzt ein Produkt, das nicht mehr verkauft wird.</translation>
        </message>
        <message>
            <location filename="../../smartclient/wording/labels.py" />
            <source>{stock} in stock, {taken} of them in your orders that are not confirmed</source>
            <translation>{stock} auf Lager, {taken} davon in Ihren Aufträgen, die nicht bestätigt sind</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/callers.py" />
            <source>{text} is no address of a proxy. Write it as 10.0.0.5, or as 10.0.0.0/24 for a network.</source>
            <translation>{text} ist keine Adresse eines Proxys. Schreiben Sie sie wie 10.0.0.5, ein Netz wie 10.0.0.0/24.</translation>
        </message>
        <message>
            <location filename="../../smartclient/web/serving/listen_address.py" />
            <source>{text} is no address to listen on. Write it as HOST:PORT, as in 0.0.0.0:8443.</source>
            <translation>{text} ist keine Adresse, auf der Verbindungen angenommen werden können. Schreiben Sie sie als HOST:PORT, wie 0.0.0.0:8443.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/data_sets.py" />
            <source>{text} is nobody who may be given a data set. Write all, territory:NAME or rep:LOGIN.</source>
            <translation>{text} bezeichnet niemanden, der ein Datenpaket bekommen kann. Schreiben Sie all, territory:NAME oder rep:LOGIN.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/documents.py" />
            <source>{title} did not arrive as head office has it. Ask head office to import it again.</source>
            <translation>{title} ist nicht so angekommen, wie die Zentrale es hat. Bitten Sie die Zentrale, es noch einmal zu importieren.</translation>
        </message>
        <message>
            <location filename="../../smartclient/use_cases/queries/documents.py" />
            <source>{title} is not on this device yet. Sync, and open it then.</source>
            <translation>{title} ist noch nicht auf diesem Gerät. Synchronisieren Sie, und öffnen Sie es dann.</translation>
        </message>
        <message>
            <location filename="../../smartclient/settings/web_address.py" />
            <source>{url} is no address of head office. It looks like https://orders.example.com.</source>
            <translation>{url} ist keine Adresse der Zentrale. Sie sieht so aus: https://auftraege.example.com.</translation>
        </message>
        <message>
            <location filename="../../smartclient/bootstrap/web_options.py" />
            <source>{url} is no public address. Write it as https://office.example.com, with a port where it has one.</source>
            <translation>{url} ist keine öffentliche Adresse. Schreiben Sie sie als https://zentrale.example.com, mit einem Port, wo es einen gibt.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <source>{value} is not a day from {first} to {last}. Leave it empty for none.</source>
            <translation>{value} ist kein Tag von {first} bis {last}. Soll kein Tag gelten, lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/mail.py" />
            <source>“{address}” is no mail address. Write one address, as in name@example.com.</source>
            <translation>„{address}“ ist keine E-Mail-Adresse. Schreiben Sie eine Adresse, wie in name@example.com.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/ages.py" />
            <source>“{age}” is not an age. Write a whole number and its unit (s, m, h or d), such as 12h or 7d, and no more than {most} days.</source>
            <translation>„{age}“ ist keine Altersangabe. Schreiben Sie eine ganze Zahl und ihre Einheit (s, m, h oder d), etwa 12h oder 7d, und höchstens {most} Tage.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/reference_limit.py" />
            <source>“{age}” is not how old data may be. Write a number of days, no more than {most}, or a number with its unit (s, m, h or d), such as 12h.</source>
            <translation>„{age}“ sagt nicht, wie alt Daten sein dürfen. Schreiben Sie eine Zahl von Tagen, höchstens {most}, oder eine Zahl mit ihrer Einheit (s, m, h oder d), etwa 12h.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/mail.py" />
            <source>“{host}” is no name of a mail server.</source>
            <translation>„{host}“ ist kein Name eines Mailservers.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/freshness.py" />
            <source>“{setting}” does not say how old data may be. Write ages with what happens from then on (use, mark, warn, refuse, remove), such as 1d mark, 7d warn, 30d refuse, or off.</source>
            <translation>„{setting}“ sagt nicht, wie alt Daten sein dürfen. Schreiben Sie Altersangaben und was von da an geschieht (use, mark, warn, refuse, remove), etwa 1d mark, 7d warn, 30d refuse, oder off.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/refresh_times.py" />
            <source>“{setting}” does not say when to refresh. Write up to {most} times of the company's day, such as 06:30, 12:00, or off.</source>
            <translation>„{setting}“ sagt nicht, wann aufgefrischt wird. Schreiben Sie bis zu {most} Uhrzeiten des Firmentags, etwa 06:30, 12:00, oder off.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/freshness.py" />
            <source>“{setting}” is not in order: each step must have a greater age than the one before it, and a stricter consequence (use, mark, warn, refuse, remove).</source>
            <translation>„{setting}“ ist nicht in der richtigen Reihenfolge: Jeder Schritt muss ein höheres Alter als der vorige und eine strengere Folge haben (use, mark, warn, refuse, remove).</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/latest_time.py" />
            <source>“{text}” is no latest time. Write a day and a time, such as 2026-12-01 17:00, or a span, such as 4h.</source>
            <translation>„{text}“ ist keine späteste Zeit. Schreiben Sie einen Tag und eine Uhrzeit, etwa 2026-12-01 17:00, oder eine Spanne, etwa 4h.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <source>“{value}” is not a date. Write it like 2026-11-21, year, month, day.</source>
            <translation>„{value}“ ist kein Datum. Schreiben Sie es wie 2026-11-21, Jahr, Monat, Tag.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/fields.py" />
            <source>“{value}” is not a weight. Write a number, a blank and LB, KG, G or OZ, as in 2.24 LB, up to 1,000,000 pounds.</source>
            <translation>„{value}“ ist kein Gewicht. Schreiben Sie eine Zahl, ein Leerzeichen und LB, KG, G oder OZ, wie in 2.24 LB, bis 1.000.000 Pfund.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/money.py" />
            <source>“{value}” is not an amount. Write it like 1234.50, without a currency or separators.</source>
            <translation>„{value}“ ist kein Betrag. Schreiben Sie ihn wie 1234.50, ohne Währung und Trennzeichen.</translation>
        </message>
        <message>
            <location filename="../../smartclient/domain/text/barcodes.py" />
            <source>“{value}” is not the number of a barcode. It has 8, 12, 13 or 14 digits.</source>
            <translation>„{value}“ ist keine Strichcode-Nummer. Sie hat 8, 12, 13 oder 14 Ziffern.</translation>
        </message>
    </context>
</TS>
