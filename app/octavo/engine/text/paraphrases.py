"""What people call things in everyday words, and what contracts, letters and manuals call them.

Of a pair each may stand for the other where one is asked for and the other written, but they are
not the same: what has the word itself is the better answer (``synonyms`` weighs that). So words of
one field belong here whose mistaking misleads nobody. A line is a group of names, parted by bars;
behind ``>`` stands what a document may say where the names before it are asked for, but not the
other way round: whoever asks about a dog is told about animals.
"""

from __future__ import annotations

from typing import Final

_ENGLISH = """
# homes
landlord | landlady | lessor
tenant | lessee | renter
rent | rental
lease | tenancy | tenancy agreement | rental agreement
sublet | subletting | sublease | underlet
rent out > sublet | sublease | underlet
dog | cat | rabbit | parrot > animal | pet
pet | animal
fix | mend | repair | keep in repair
evict | eviction | possession order
parking space | car park | parking place | garage
move in | moving in > commencement | commence | start | beginning
move out | moving out > vacate | end of the term | termination
electricity | gas | water > utilities
smoke | smoking
# work
be fired | get fired | been fired | was fired | sacked | laid off | be dismissed \
> dismiss | dismissal | terminate | termination | summarily
dismissal | dismissed
quit | resign | resignation > terminate | termination | notice
sick note | doctor's note | fit note | sick certificate | medical certificate \
| doctor's certificate | statement of fitness for work
sick | ill | illness | sickness | incapacity | unwell
salary | wage | remuneration
salary | wage | remuneration > pay | compensation
earn > salary | wage | remuneration | pay
get paid | being paid > payable | salary | wage | remuneration
holiday | vacation | annual leave | paid leave | paid time off | leave entitlement
days off | time off > annual leave | holiday | vacation
boss > report to | reports to | supervisor | line manager | manager | employer
supervisor | line manager | superior
probation | probationary period | probationary | trial period
second job | side job | another job > secondary employment | outside employment | other employment \
| outside activities
secondary employment | outside employment
overtime > additional hours | extra hours | beyond these hours | beyond normal hours \
| time off in lieu
work from home | working from home | home working | homeworking | remote work | remote working \
| work remotely
pay rise | salary review | salary increase
non-compete | restrictive covenant | restraint
retirement age | retire > pension age
job > employment
notice period > period of notice | written notice | weeks' notice | months' notice
# insurance
excess | deductible
policyholder | policy holder | insured person | named insured
who is insured > policyholder | policy holder | insured person
insurer | insurance company | underwriter
insurance cost | cost of the insurance | price of the insurance | insurance policy cost > premium
luggage | baggage | suitcase
skiing | ski | snowboard | snowboarding > winter sport
packaging | packing
car > vehicle | automobile
vehicle | automobile
licence plate | license plate | number plate | registration number | registration mark
sum insured | limit of indemnity | coverage limit | limit of liability | insured amount
stolen | steal | theft
be reported | report a | report an | report the | i report | to report > notify | notification
accident > loss | incident
doctor | physician | medical practitioner
# money
account holder | owner of the account | account owner
owns the account | account belong > account holder
on the account | in the account | on my account | in my account > balance
overdraft | overdrawn
invoice | bill
the fine | a fine > penalty
discount | rebate
pay late | paid late > late payment | payment
have to pay | must i pay > payment | payable | due
rent due | be due | is it due > payable
refund | money back | reimburse | reimbursement | repay
deposit back > returned | repaid | refund
instalment | installment
donate | donation
# machines
guarantee | warranty
weigh | weight
how heavy > weight | weigh
how tall | how high > height
how wide > width
how deep > depth
how big | how large > size | area
how loud > noise | noise level | sound level
how fast > speed
how old > age
how expensive > price | cost
faulty | defective | defect | broken | fault
broken > malfunction | out of order
turn on | switch on | power on
turn off | switch off | power off
plug | socket > power supply
call > telephone | phone | hotline
customer service | customer support | helpline | hotline
# notices, purchases, letters
end | expire | expiry | lapse | run out | terminate
start | begin | commence | commencement
cancel | cancellation | terminate | termination
deadline | due date
appeal > objection
complain | complaint
lawyer | attorney | solicitor
buyer | purchaser
seller | vendor
delivery | shipping | shipment
late | delay | overdue
children | kids | minors
permission | consent | approval
birthday | date of birth | born
sign | signature | signatory | undersigned
how soon > within
# meetings, plans, rules
meeting | assembly | session
chaired | chairs | chair | chairman | chairwoman | chairperson | presided
vote | voted | ballot | votes cast
minutes | record of the meeting
increase | raise | rise | go up
price up | prices up | price rise | price increase > raise fees | raise the fee | increase
law applies | law apply | which law > laws govern | governed by | governing law | law of
cap | ceiling > cap | ceiling | limit | limited | maximum
extra | additional | further
urgent | urgently > urgent | urgently | serious | immediately | at once
keep | kept | store > keep | kept | store | stored | retained | retention | hosted | held
look at | looked at > look at | looked at | inspect | inspected | examined
responsible | in charge > responsible | in charge | responsibility
# data and services
uptime | availability | available
outage | downtime | unavailable | unavailability
hack | hacked | hacker | data breach | cyber attack > hack | hacked | hacker | data breach \
| cyber attack | breach | security incident | unauthorised access
artificial intelligence | ai > artificial intelligence | ai | machine learning | machine-learning
react | respond | response | response time
how quickly | how fast > within | first response | response time
account manager > customer success manager | contact person | relationship manager
cancel early | get out of > terminate | termination | end the agreement | for convenience
colleague > another person | employee | staff
users | seats
login | log-in | password | credentials
# houses
living room | sitting room | lounge
damp | moisture | dampness
wiring | electrics > wiring | electrics | electrical | electricity
heating > boiler | radiators
garden | yard
fence | hedge > fence | hedge | boundary
flood | flooded | flooding
woodworm > beetle
worth > value | valued | market value
how old > built | dates from | dating from | aged
# studies and medicine
people > participants | patients | subjects | respondents | persons
take part | join | participate > eligible | enrolled | included | participation
leads the study | runs the study | leads the trial | runs the trial > investigator
side effects | side effect | adverse events | adverse effects | adverse reactions
come in | have to come > visits | visit | appointment
get money | get paid for > compensated | compensation | refunded | allowance
drug | medicine | medication
surgery | operation
# engines and tools
change | changing | replace | replacing | replacement | renew
tighten | torque | tightening torque
winterise | winterize | winter storage > winterise | winterize | winter storage | laying up | winter
air out > bleed | bleeding | vent
won't start | will not start | does not start
part number | order number | article number
gear > lever
"""

_GERMAN = """
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
"""


def _groups(text: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    found = []
    for line in text.replace("\\\n", "").strip().splitlines():
        if line.startswith("#"):
            continue
        asked, _, written = line.partition(">")
        names = tuple(one.strip() for one in asked.split("|"))
        found.append((names, tuple(one.strip() for one in written.split("|") if one.strip())))
    return tuple(found)


PARAPHRASES: Final = {"en": _groups(_ENGLISH), "de": _groups(_GERMAN)}
"""Names of each group by language, and those that only stand for them in a document."""
