"""Words that everybody writes: a question that has one means it, and not one that looks alike."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from octavo.engine.text.languages import Language
from octavo.engine.text.words import stem
from octavo.models.vocabulary import whole_words

_GERMAN = """
abend abfall abgeben abgelehnt abgeordnete abgesagt abgesetzt abgestellt abgezogen abheben abholen
ablauf ablehnen ablesen abnehmen abschnitt absicht abstand abteilung achten adresse ahnung akten
aktie aktion aktuell alarm album alkohol allein allergie alltag alter amtlich anbauen anbieten
anbringen andere anfang anfordern anfrage angabe angeben angebot angehen angeln angemeldet angst
anhalten anhang anheben anklage ankommen ankunft anlage anlass anlegen anleitung annahme annehmen
anordnen anpassen anreise anruf ansage anschauen anschluss anschrift ansehen ansicht anspruch
antrag antwort anwalt anwenden anzahl anzeige anziehen anzug apfel apotheke apparat arbeit
arbeitslos armee artikel arznei atmen aufbau aufgabe aufgeben aufheben aufhören aufladen auflage
auflösen aufnahme aufnehmen aufpassen aufräumen aufsicht aufstehen auftrag aufwand aufzug augen
ausbau ausbildung ausdruck ausfall ausfüllen ausgabe ausgang ausgeben ausgehen auskunft ausland
ausleihen ausnahme auspacken ausreichen aussage ausschalten aussehen aussicht aussuchen austausch
auswahl ausweis auszahlen ausziehen auszug ausüben autos außen backen baden bahnhof balkon banken
basis basteln bauen beamte beantragen bearbeiten becken bedarf bedeuten bedingung bedürfen
beeinflussen beenden befehl befinden befreien befristet begann beginn begleiten begonnen begrenzen
begründen behalten behandeln behörde beide beihilfe beine beispiel beitrag beitreten beißen
bekannt bekommen belasten beleg beliebt bellen benutzen benzin beobachten bequem beraten berechnen
berechtigt bereich bereit bericht beruf beruhen bescheid beschließen beschluss beschreiben
beschränken beschwerde beseitigen besetzt besitz besonders besorgen besser bestand beste bestehen
bestellen bestimmen bestätigen besuch beteiligen beton betrag betreffen betreiben betreten
betreuen betrieb betroffen betrug betten bevölkerung bewegen beweis bewerben bewerten bewohner
bezahlen beziehen bezirk bezug bieten bilanz bilden bildung billig binden birne bisher bitten
blatt bleiben bleibt blick blind blitz blumen blutdruck boden bohren boote borgen brand brauch
braun brechen breit bremse brennen brett brief brille bringen bruder brunnen brust brücke buche
buchung busse butter bühne bürgen bürste chance chaos chemie dachte dafür daheim daher damals
danke darum datei daten datum dauer decke deutlich deutsch dicht dicke diebe dienen dinge direkt
direktor disziplin doktor doppelt dosis dreck drehen dringend drohen drucken dunkel durst dusche
düngen dünne dürfen ebene ebenso echte ecken ehefrau eheleute ehren ehrlich eigen eigentlich
eignen eilig eimer einbau einfach einfahrt einfluss eingabe eingang eingehen einhalten einheit
einkauf einkommen einladen einlegen einleiten einmal einnahme einnehmen einreichen einrichten
einsatz einsehen einsetzen einsicht einstellen eintrag eintreten einwand einwohner einzahlen
einzeln einzelne einziehen einzig einzug eisen eltern empfang empfehlen enden endlich energie
engel enkel entfallen entfernen enthalten entlang entlassen entscheiden entschuldigen entsorgen
entstand entstehen entweder entwickeln entwicklung erben erbschaft ereignis erfahren erfassen
erfolg erfüllen ergeben ergebnis erhalten erheben erholen erhöhen erinnern erkannt erkennen
erklären erkranken erlass erlauben erlaubnis erleben erledigen erlös ermitteln ernst ernte
erreichen ersatz erscheinen erschien ersetzen erstatten erste erstellen ertrag erwachsen erwarten
erwerb erzeugen erziehen erzählen essen essig etage export extra fabrik faden fahne fahren fahrrad
fahrt faktor falle falsch familie fangen farbe fassen fasten faust fehlen feier feiern feind
felder felsen fenster ferien fertig fesseln feste fette feucht feuer fieber figur filme filter
finanzen finden finger firma fisch flach flasche fleck fleisch fleißig fliegen fliehen fließen
flucht fluss flüge flügel flüssig folge fordern formen formular forschen fortgang frage frauen
freiheit freizeit fremd freude freuen freund frieden frisch frist früher frühstück funktion furcht
futter fällig fühlen führen füllen füßen gabel ganze garage garantie garten geben gebiet geboren
gebot gebrauch gebrochen gebunden geburt gebäude gebühr gedanke gedauert gedicht geduld gefahr
gefallen gefangen gefühl gegangen gegend gegenstand gegenteil gegenüber gegner gehalt gehalten
geheim gehör geist gekauft gekommen gelder gelegt geleistet gelesen gelingen gelten gemein
gemeinde gemeinsam gemüse genannt genau genehmigen genommen genug genuss gepäck gerade geraten
gericht gering gerne geruch gerufen gesamt geschehen geschenk geschichte geschirr geschlecht
geschlossen geschmack geschrieben geschwister geschäft gesehen gesellschaft gesetz gesicht
gesprochen gespräch gestalt gestellt gestern gestorben gesund getan getragen getrennt getroffen
getränk gewalt gewann gewerbe gewesen gewicht gewiss gewohnt geworden gewusst gewähren gewöhnlich
gezahlt gezogen gießen gifte gipfel glatt glauben gleich gläser glück glücklich golden graben
gramm grenze grillen grippe große großeltern grund gruppe gründung grüne grüßen gucken gummi gurke
gutachten gäste gültig günstig gürtel haare haben hafen haften haftung hagel halbe hallo hammer
handel handwerk handy harte haupt hause haustier haustür heben hecke hefte heilen heimat heiraten
heizen heizung heiß helfen helle herbst herde herren herrschaft herstellen heute hierzu hilfe
himmel hindern hinweis hitze hobby hochzeit hocker hoffen holen honig hotel hunde hunger husten
hälfte hände hängen hässlich hätte häufig höchste hören hübsch hügel hühner hüten impfen impfung
indem industrie informatik inhaber inhalt innen insel instand interesse internet irgend jacke
jagen jahre jahrhundert jemand jetzt jeweils jucken jugend junge jährlich kabel kaffee kaiser
kalte kamera kamin kammer kampf kanal kanne kannte kanten kapital kaputt karte kasse kasten katze
kauen kaution keine keller kellner kennen kerze kette kinder kirche kissen kiste klage klappen
klasse kleben kleid klein klettern klima klingel klinik klopfen knapp kneipe knochen knopf kochen
koffer kohle kollege komisch kommen kommission konto kontrolle konzert kopie korrekt kosten kraft
krank krankheit kratzen kreis kreuz krieg kuchen kugel kultur kummer kunde kunst kupfer kurse
kurve kurze könig könne körper kühlen kühlung kündigen künstler küssen küste lachen laden lager
lampe lande lange langsam lassen lasten laufen laune laute leben lebend lecker leder ledig leere
lehnen lehre leiche leicht leiden leihen leise leistung leiten leitung lektion lernen letzte
leuchten leute licht liebe liefern liegen lineal linie linke linse lippe liste liter lohnen lunge
lustig löschen lösen lösung löwen lügen mache magen mahlen mahnen mahnung malen manchmal mangel
mannschaft mantel marke markt maschine masse mauer medizin mehrere meine meinung meist melden
meldung menge mensch merken messe metall meter methode miete milch milde minder minister minute
mischen mitglied mittag mitte mitteilen mittel monat montag moral morgen motor musik muskel muster
mutig mutter mädchen männer möbel möchte mögen möglich müller münze nachbar nachbarn nachher
nachricht nachsehen nacht nachteil nachweis nackt nadel nagel nahmen namen nasse nation natur
nebel neben neffe neigen nerven netto netze neuen niederlage niedrig niemand nieren noten notfall
notiz notwendig nudel nummer nutzen nutzung objekt offen ohren onkel opfer ordnen ordnung organ
orten osten paare packen paket panne papier parken partei partner passen patient pause pension
person pfand pfanne pfeffer pferd pflanze pflege pflicht pfund phase pille pilze planen platte
platz plötzlich polizei position praxis preis prinzip probe probleme produkt produzent profil
programm prozent präsident prüfen prüfung puder pullover pumpe punkt putzen quelle quote rabatt
rache rahmen raten rauch reagieren rechnen rechnung recht reden regal regel regen regierung region
reiben reich reife reihe reinigen reise reiten reizen reißen religion rennen rente reparieren
republik reste retten rezept rhythmus richten richtig richtung riechen riese rinder ringe risiko
rohre rolle roman rosen rosten ruhen ruhig runde rutschen räume rücken rückgabe rückkehr sache
sagen sahne salat salbe sammeln samstag sanft sauber sauer schaden schaffen schale schalten scharf
schatten schatz schau scheck scheibe schein schenken schere schicht schicken schieben schießen
schiff schild schimmel schlacht schlaf schlag schlange schlank schlecht schlimm schloss schluss
schlüssel schmal schmecken schmerz schmutz schnee schneiden schnell schnitt schnupfen schock
schonen schrank schreien schrift schritt schuhe schuld schule schulter schutz schwach schwanger
schwarz schweigen schwein schwer schwester schwierig schwimmen schütteln seele segel seide seife
seite selbst selten senden senken senkung serie sessel setzen sicher sichern sicht siegel sinken
sinne sitte sitzen sitzung sofort sogar sohle solange soldat sommer sonne sonntag sonstige sorge
sorte sowie spalte spannen sparen spaten spaß spende sperren spiegel spiel spital spitze sport
sprache springen spritze spruch sprung spülen spüren staat stadt stahl stall stamm stand stark
starten station statt staub staunen stechen stehlen steigen stein stern steuer stich stiefel stift
still stimme stock stoff stolz strafe strahl strand straße strecke streichen streit streng stress
strich strom student studie studium stufe stuhl stumm stunde sturm stören stück stütze suche summe
suppe system säcke sänger säule säure söhne süden süße tabelle tablette tafel tanken tante tanzen
tapete tasche tasse tasten tauchen tauschen taxen teich teile teilnehmen teller temperatur teppich
termin teuer teufel texte theater thema theorie therapie tiefe tiere tinte tipps tisch titel
tochter toilette tonne trainer transport traube trauer traum traurig treiben treppe treten treue
trieb trinken trocken trocknen tropfen trotz trotzdem tränen turnen täglich täter tätig töpfe
töten türen umbau umfang umgang umgebung umsatz umsonst umstand umtausch umwelt umziehen umzug
unfall unfähig ungefähr unglück universität unten unterlage unterricht unterschied unterschreiben
unterschrift untersuchen urlaub ursache urteil vater verband verbieten verbinden verblieb verbot
verbrauch verdacht verdienen verein vereinbaren verfahren verfallen verfügen vergehen vergessen
vergleich vergnügen verhalten verhandeln verhindern verkauf verkehr verlag verlangen verlassen
verlauf verletzen verlieren verlobt verlust verlängern vermeiden vermieten vermuten vermögen
vernunft verpassen verreisen versand verschieben verschulden versehen versichern version versorgen
versprechen verstand verstehen versuch verteilen vertrag vertreten verwalten verwandt verwarnung
verwenden verzicht verzug viele vielleicht vogel volle voraus vorauszahlung vorbei vorbereiten
vorgang vorgehen vorhaben vorhanden vorher vorlage vorlegen vorname vorrat vorschlag vorschrift
vorsicht vorstand vorstellen vorteil vortrag vorwurf vorzeigen völlig wachen wachsen waffe wagen
wahlen wahrheit wandern wange wanne waren warme warnen warnung warten wartung waschen wasser
wechsel wecken wegen wehren weiblich weichen weihnachten weile weine weise weiter weiterhin weiß
wellen wenden wenig werben werbung werfen werke werkzeug werte wesen westen wetter wichtig
widerruf widersprechen widerspruch wiegen wiese winde winter wirken wirklich wirkung wirtschaft
wischen wissenschaft witwe woche wohnen wohnort wohnung wolke wolle worte wunde wunsch wurden
wurst wurzel wälder würfel wütend zahlung zange zauber zeichen zeichnen zeigen zeile zeiten
zeitung zelle zelten zement zentral zerstören zeuge zeugnis ziegel ziele ziemlich ziffer zimmer
zinsen zitrone zonen zucker zuerst zufall zufrieden zugang zugeben zukunft zulage zulassen zuletzt
zunge zunächst zurück zusage zusammen zusatz zuschauer zuschlag zuschuss zusehen zustand zustimmen
zutat zutritt zuvor zwang zweck zweifel zweig zweite zwingen zwischen zähne zügig ärger ärztlich
öffnen öffnung überall übergang überlassen übernehmen überweisen überzeugen übrig übung
"""

_CONJUGATED = ("t", "te", "ten", "st")
"""What verbs of the list may end with that their stem keeps: "erholt"."""

_SHORTEST = 4
"""Letters of an English word that another may be a form of."""


@functools.cache
def _german() -> frozenset[str]:
    return frozenset(stem(one, "de") for one in _GERMAN.split())


def is_usual(word: str, language: Language | None) -> bool:
    """Tell whether a word is a usual one of its language, and so hardly a typing error.

    Of other languages than German and English none is known.

    Args:
        word: Case-folded.
        language: What it is written in; either of the two if that is not known.
    """
    if language in ("de", None) and not _german().isdisjoint(
        stem(word.removesuffix(end), "de") for end in ("", *_CONJUGATED)
    ):
        return True
    return language in ("en", None) and any(one in whole_words() for one in _english(word))


def _english(word: str) -> Iterator[str]:
    """Yield an English word, and what it may be a form of."""
    yield word
    for ending in ("s", "es", "d", "ed", "ing", "ly"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST and (ending != "d") ^ (base[-1] == "e"):
            yield base
