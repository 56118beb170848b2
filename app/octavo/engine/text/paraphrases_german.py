"""German everyday words, and what documents call them, as ``paraphrases`` tells."""

from __future__ import annotations

from typing import Final

GERMAN: Final = """
# Wohnen
miete | mietzins | kaltmiete | grundmiete | nettokaltmiete
kaution | mietkaution | mietsicherheit | sicherheitsleistung | barkaution
nebenkosten | betriebskosten
hund | katze | papagei | hamster > tier | haustier | tierhaltung | kleintier
haustier | tier | tierhaltung | kleintier
untervermieten | untervermietung | untermiete | gebrauchsüberlassung
einziehen | einzug > mietbeginn | beginn | beginnen | übergabe
ausziehen | auszug > mietende | rückgabe | räumung
leise | ruhig | ruhezeit | nachtruhe | lärm
putzen | reinigen | reinigung | saubermachen | säubern
stellplatz | parkplatz | garage
reparieren | reparatur | instandsetzung | instandhaltung | schönheitsreparatur
kaputt | defekt | mangel
wohnung > mietsache | mietobjekt | mieträume
# Arbeit
nebenjob | nebentätigkeit | nebenbeschäftigung | nebenerwerb | zweitjob
attest | krankschreibung | krankmeldung | krankenschein | ärztliche bescheinigung \
| arbeitsunfähigkeitsbescheinigung | ärztliches zeugnis | au-bescheinigung
krank | krankheit | arbeitsunfähig | arbeitsunfähigkeit | erkrankung | erkranken | erkrankt
gehalt | lohn | vergütung | entgelt | verdienst | verdienen | bezüge | arbeitsentgelt
weihnachtsgeld | jahressonderzahlung | sonderzahlung | gratifikation | sonderzuwendung \
| weihnachtsgratifikation | 13. gehalt | 13. monatsgehalt
urlaub | erholungsurlaub | ferien
chef | chefin > vorgesetzter | vorgesetzte | vorgesetzten | arbeitgeber | arbeitgeberin
arbeitgeber | arbeitgeberin
arbeitnehmer | arbeitnehmerin
entlassen | entlassung | gefeuert | rauswerfen > kündigen | kündigung
überstunden | mehrarbeit
homeoffice | home-office | mobiles arbeiten | mobile arbeit | telearbeit | heimarbeit
dienstwagen | firmenwagen | geschäftswagen
betriebsrente | betriebliche altersversorgung | betriebliche altersvorsorge
job > tätigkeit | arbeitsverhältnis | beschäftigung
arbeitsbeginn > beginn | beginnen
abfindung | ausgleichszahlung
zeugnis | arbeitszeugnis
# Versicherung
selbstbehalt | selbstbeteiligung | eigenanteil
prämie | beitrag | versicherungsbeitrag | versicherungsprämie
policennummer | versicherungsnummer | versicherungsscheinnummer | vertragsnummer
police | versicherungsschein
versicherte | versicherter | versicherten > versicherungsnehmer | versicherungsnehmerin
versichert | mitversichert | gedeckt
unfall | unfallschaden > schaden | schadenfall | versicherungsfall
wildunfall | wildschaden > zusammenstoß mit tieren | zusammenstoß mit haarwild | haarwild
melden | anzeigen | meldung | mitteilen | benachrichtigen
auto | pkw | kfz > fahrzeug | kraftfahrzeug
auto | pkw | kfz | wagen
fahren > führen | lenken
nummernschild | kennzeichen | autokennzeichen
deckungssumme | versicherungssumme | höchstersatzleistung
diebstahl | gestohlen | geklaut | entwendung | stehlen
# Geld
kontostand | saldo | guthaben
auf dem konto | auf meinem konto > kontostand | saldo
dispo | dispokredit | dispositionskredit | eingeräumter kredit | eingeräumte überziehung \
| überziehungskredit | kreditlinie
überziehungszinsen | dispozins | zinssatz für überziehungen | sollzins | sollzinssatz
kontoinhaber | kontoinhaberin
gehört das konto > kontoinhaber | kontoinhaberin
geld > betrag | leistung | zahlung | auszahlung
kosten | kostet > preis | gebühr | beitrag | betrag
zahlen | bezahlen | zahlung | entrichten
zurückzahlen | rückzahlung | tilgung > darlehen
zurückbekommen | erstattung | rückerstattung | zurückerstatten
strafe | vertragsstrafe | bußgeld
rabatt | nachlass | ermäßigung
steuer | abgabe
# Geräte
wiegen | gewicht | schwer
breit | breite
tief | tiefe
groß | größe | fläche
laut | lautstärke | geräusch | geräuschpegel | schallpegel
schnell | geschwindigkeit
teuer | preis | kosten
garantie | gewährleistung
wäsche passt | passt hinein | passt rein | passen > fassungsvermögen | füllmenge | beladung
strom > leistungsaufnahme | stromverbrauch | energieverbrauch | anschlusswert
anrufen > telefon | telefonnummer | hotline | rufnummer
kundendienst | kundenservice | kundenbetreuung
einschalten | anschalten | anmachen
ausschalten | abschalten | ausmachen
fehler | störung | fehlermeldung
wlan | wifi | wi-fi
anleitung | gebrauchsanleitung | gebrauchsanweisung | bedienungsanleitung
# Schreiben, Bescheide, Käufe
einspruch | widerspruch | rechtsbehelf
antworten | antwort | rückmeldung > bestätigen | melden
ende | enden | ablauf | ablaufen | auslaufen
beginn | beginnen | anfangen | anfang | starten
unterschrieben | unterschreiben | unterschrift | unterzeichnet | unterzeichnen
autor | autorin | verfasser | verfasserin
adresse | anschrift
geburtstag | geburtsdatum | geboren
anwalt | rechtsanwalt | anwältin | rechtsanwältin
genehmigen | genehmigung | zustimmung | erlaubnis | einwilligung | zustimmen
stornieren | stornierung | storno | rücktritt
widerrufen | widerruf
lieferung | liefern | versand
leute | menschen > personen | teilnehmer | teilnehmende | studierende | befragte
student | studierende
zahnarzt | zahnarztpraxis
frist > innerhalb | binnen | spätestens
# Zeiten und Zusammenkünfte
aufmachen | öffnen | offen | geöffnet | öffnungszeit | öffnungszeiten | sprechzeit | sprechzeiten \
| sprechstunde | sprechstunden | geschäftszeiten
zumachen | schließen | geschlossen | schließzeiten | gesperrt
zu spät | nicht rechtzeitig > zu spät | nicht rechtzeitig | verspätet | verspätung | verzug \
| überschreiten
dauern > dauer | laufzeit | zeitraum
treffen | versammlung | sitzung | besprechung
stattfinden | fand statt > stattfinden | fand statt | ort | tagungsort
leiten | geleitet > leiten | geleitet | leitung | leiter | leiterin | vorsitz
vorsitzender | vorsitzende | vorsitz
protokoll | niederschrift
abstimmung | abstimmungsergebnis | abgestimmt > abstimmung | abstimmungsergebnis | abgestimmt \
| stimmen
beschlossen | beschluss | entscheidung | entschieden
geplant > ansatz | plan | veranschlagt | budget
erhöhung | erhöhen | angehoben | anhebung | steigen | steigerung
# Kinder, Schule, Studium
anmelden | anmeldung
abmelden | abmeldung > abmelden | abmeldung | rücktritt | kündigung
vorschule | vorschuljahr > vorschule | vorschuljahr | einschulung
oma | opa | großeltern | nachbarin > andere personen | dritte
credits | ects | leistungspunkte | kreditpunkte
klausur | prüfung | examen
unterrichten | unterrichtet > unterrichten | unterrichtet | modulverantwortlich | dozent \
| dozentin | lehrkraft
thema | themen > thema | themen | inhalte | inhalt
brauchen | benötigen > brauchen | benötigen | voraussetzung | voraussetzungen | nachweis | vorlegen
mitnehmen | mitbringen > mitnehmen | mitbringen | zugelassen | erlaubt | hilfsmittel
mitmachen | teilnehmen | teilnahme | teilnehmer | teilnehmerzahl
verpflichtend | verbindlich | pflicht | obligatorisch
ausdrucken | drucken | gedruckt
abgeben | abgabe | einreichen
fahrt | ausflug > fahrt | ausflug | exkursion
# Gesundheit
op | operation | operieren | operiert > op | operation | operieren | operiert | eingriff \
| operateur | operateurin
allergie | allergisch | allergien > allergie | allergisch | allergien | unverträglichkeit
narkose | betäubung | anästhesie
tabletten | medikament | medikamente | arzneimittel
risiko | risiken | gefahr | komplikation | komplikationen
essen > mahlzeit | mittagessen | verpflegung
büro > büroarbeit | bürotätigkeit
# Bauen und Angebote
mehrwertsteuer | umsatzsteuer | mwst > mehrwertsteuer | umsatzsteuer | mwst | brutto
insgesamt | das ganze > insgesamt | das ganze | summe | gesamtbetrag | gesamtsumme \
| gesamtpreis | endbetrag | gesamtkosten
kostenlos | umsonst | gratis | kostenfrei | gebührenfrei | beitragsfrei | unentgeltlich
garantie > mängelansprüche | verjährungsfrist
zusagen > auftrag | annahme
baugenehmigung > genehmigung | bauantrag
bereitstellen > bauseits
streichen | gestrichen > streichen | gestrichen | malerarbeiten | anstrich
dämmung | dämmmaterial | dämmstoff | isolierung
firma | unternehmen | betrieb
rad > fahrrad | fahrräder
hinstellen | abstellen | abgestellt
müll | abfall
heizkessel | heizung > heizkessel | heizung | kessel | heizungsanlage
gas > erdgas
in raten > ratenzahlung | teilbeträgen | teilzahlung
strafe > geldbuße | geldstrafe | ordnungswidrigkeit
teurer | teuerer > teurer | teuerer | erhöhung | steigen | gestiegen
wie alt > baujahr | lebensjahr | aus dem jahr
welchem alter > lebensjahr | mindestalter
begutachten | begutachtet > begutachten | begutachtet | gutachten | gutachter | besichtigung \
| untersucht
# Gerichte, Unternehmen, Gemeinden
aktenzeichen | az | geschäftszeichen | geschäftsnummer
geklagt | klagt | verklagt > klägerin | kläger
verklagt > beklagte | beklagter | beklagten
vorinstanz | erste instanz > landgericht | amtsgericht
auto gekostet | wagen gekostet | kaufte > kaufpreis | zum preis
gewinn | ergebnis > jahresüberschuss | betriebsergebnis | ergebnis | gewinn
gefallen | gesunken | zurückgegangen | weniger > rückgang | gesunken | verringert | zurückgegangen \
| ging zurück | ging von
gewachsen | gestiegen > steigern | gestiegen | anstieg | zuwachs
bargeld > zahlungsmittel | liquide mittel | kassenbestand
eigentümer | gehört > anteile | stimmrechte | aktionär | gesellschafter | eigentümer
wem gehört > anteile | stimmrechte | aktionär | gesellschafter | eigentümer
prüft | prüfer > abschlussprüfer | wirtschaftsprüfer | wirtschaftsprüfungsgesellschaft
vorstandsvorsitzende | vorstandsvorsitzender | vorstandschef > vorsitzende | vorsitzender | vorstand
mitarbeiter | leute > beschäftigte | mitarbeitende | beschäftigten
arbeiten > beschäftigt | beschäftigte | beschäftigten
verdient > bezüge | vergütung | gehalt
protokoll geführt | protokollführer | protokollführerin > schriftführung | schriftführer \
| schriftführerin | protokollführung
gefehlt | fehlte | nicht da > entschuldigt | abwesend | fehlen
wie lange ging | wie lange dauerte > beginn | ende | dauer
wohnungen > wohneinheiten
raser | zu schnell | schnellste > geschwindigkeit | höchste wert | km/h
schnelle internet | schnelles internet > breitband | breitbandausbau | glasfaser
klausurtermin | prüfungstermin > klausur findet | prüfung findet | klausur dauert
zugelassen > zulassung | zugelassen
einlage > guthaben | geschäftsguthaben | kaution
austreten | austrete | austritt > ausscheiden | ausscheidens | kündigung
betrunken > alkohol | alkoholisiert
strafzettel | knöllchen > bußgeld | verwarnung | behördenanfragen | ordnungswidrigkeit
ausland | polen | frankreich | großbritannien | england | spanien | italien > ausland | länder
überwacht | überwachung | verfolgt > ortung | standort | speichert | gespeichert
absagen > stornieren | storniert | stornierung | absage
ans steuer > führen | fahren
hund mitnehmen | tiere mitnehmen > tiere | befördert
anrufen | rufe > verständigen | anzurufen | notfallnummer
"""
