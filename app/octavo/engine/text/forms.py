"""Puts a word's irregular form or other spelling as the one whose ending the stemmer can cut.

Snowball's algorithms take regular endings off. "Gave" and "given" stay apart from "give", the
German "gezahlt" from "zahlen", "organisation" from "organization". Left out is what is as often
another word: "left", "found" beside "founded", "rose", "leaves", "bases", "programme", the nouns
"Angaben", "Betrieb", "Stahl".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from octavo.engine.text.languages import Language

# The form that is kept, and those that are put as it.
_ENGLISH = """
arise arose arisen; awake awoke awoken; become became; begin began begun; bend bent; bleed bled;
blow blew blown; break broke broken; breed bred; bring brought; build built; buy bought; catch
caught; choose chose chosen; come came; creep crept; deal dealt; dig dug; drive drove driven; drink
drank drunk; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; flee fled; fly flew
flown; forbid forbade forbidden; foresee foresaw foreseen; forget forgot forgotten; forgive forgave
forgiven; freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang
hung; hear heard; hide hid hidden; hold held; keep kept; know knew known; lend lent; lose lost; make
made; mean meant; meet met; mistake mistook mistaken; outgrow outgrew outgrown; overcome overcame;
oversee oversaw overseen; overtake overtook overtaken; pay paid; prepay prepaid; repay repaid;
rebuild rebuilt; ride rode ridden; ring rang; rise risen; run ran; say said; see seen; seek sought;
sell sold; send sent; shake shook shaken; shoot shot shots; show shown; shrink shrank shrunk; sing
sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken; spend spent; spin
spun; spring sprang sprung; stand stood; steal stole stolen; stick stuck; strike struck stricken;
strive strove striven; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken;
teach taught; tear tore torn; tell told; think thought thoughts; throw threw thrown; understand
understood; undertake undertook undertaken; wake woke woken; wear wore worn; weave wove woven; weep
wept; win won; withdraw withdrew withdrawn; withhold withheld; withstand withstood; write wrote
written; rewrite rewrote rewritten; draw drawn; swell swollen; forgo forgone; uphold upheld; child
children; man men; woman women; foot feet; tooth teeth; goose geese; mouse mice; ox oxen; half
halves; knife knives; shelf shelves; thief thieves; wife wives; wolf wolves; loaf loaves; crisis
crises; criterion criteria; phenomenon phenomena; hypothesis hypotheses; thesis theses; diagnosis
diagnoses; synthesis syntheses; parenthesis parentheses; analyze analyses analysis analyse; index
indices; matrix matrices; appendix appendices; vertex vertices; bacterium bacteria; curriculum
curricula; stratum strata; nucleus nuclei; stimulus stimuli; fungus fungi; alumnus alumni; radius
radii; center centre; centers centres; centered centred; meter metre; meters metres; kilometer
kilometre; kilometers kilometres; centimeter centimetre; centimeters centimetres; millimeter
millimetre; millimeters millimetres; liter litre; liters litres; theater theatre; theaters theatres;
fiber fibre; fibers fibres; license licence; licenses licences; defense defence; offense offence;
offenses offences; catalog catalogue; catalogs catalogues; dialog dialogue; dialogs dialogues;
analog analogue; gray grey; aluminum aluminium; judgment judgement; judgments judgements;
acknowledgment acknowledgement; fulfill fulfil; fulfills fulfils; fulfillment fulfilment; enroll
enrol; enrollment enrolment; installment instalment; installments instalments; practice practise;
practiced practised; practicing practising; skillful skilful; mold mould; plow plough; pediatric
paediatric; maneuver manoeuvre; artifact artefact; artifacts artefacts; quiz quizzes quizzed
quizzing; bus buses; gas gases; lens lenses; canvas canvases; iris irises; axis axes; oasis oases;
ellipsis ellipses; emphasis emphases; prognosis prognoses; metastasis metastases; antithesis
antitheses; prosthesis prostheses; psychosis psychoses; neurosis neuroses; addendum addenda;
memorandum memoranda; erratum errata; corpus corpora; genus genera; schema schemata; automaton
automata; focus foci focussed focussing; locus loci; syllabus syllabi; terminus termini; cactus
cacti; calf calves; scarf scarves; wharf wharves; hoof hooves; burn burnt; learn learnt; dream
dreamt; spell spelt; spill spilt; lean leant; leap leapt; kneel knelt; bite bitten; beat beaten;
prove proven; sew sewn; sow sown; mow mown; string strung; cling clung; sting stung; wring wrung;
lay laid; mislead misled; undergo underwent undergone; undo undid undone; redo redid redone;
override overrode overridden; overrun overran; overhear overheard; overthrow overthrew overthrown;
misunderstand misunderstood; unwind unwound; rewind rewound; resell resold; retell retold; rethink
rethought; remake remade; redraw redrew redrawn; tread trod trodden; speed sped; panic panicked
panicking; mimic mimicked mimicking; traffic trafficked trafficking; occur occurrence occurrences;
recur recurrence recurrences; anemia anaemia; anemic anaemic; anesthesia anaesthesia; anesthetic
anaesthetic; anesthetics anaesthetics; estrogen oestrogen; fetus foetus; fetal foetal; diarrhea
diarrhoea; leukemia leukaemia; hemoglobin haemoglobin; hemorrhage haemorrhage; esophagus oesophagus;
edema oedema; orthopedic orthopaedic; orthopedics orthopaedics; gynecology gynaecology; archeology
archaeology; encyclopedia encyclopaedia; pretense pretence; sulfur sulphur; sulfate sulphate;
skeptic sceptic; skeptical sceptical; jewelry jewellery; likable likeable
"""

# Verbs with a vowel that changes; the regular forms of each are made below.
_GERMAN = """
beginnen begann begannen begonnen; bleiben blieb blieben geblieben; bringen brachte brachten bracht
gebracht; denken dachte dachten gedacht; essen isst gegessen; fahren fährt gefahren; fallen fällt
fiel fielen; finden fand fanden gefunden; fliegen flog flogen geflogen; geben gibt gab gegeben gäbe;
gehen ging gingen gegangen; gelten gilt galt galten gegolten; geschehen geschieht geschah; gewinnen
gewann gewannen gewonnen; greifen gegriffen; halten hält hielt hielten gehalten; hängen hing hingen
gehangen; heben hob hoben gehoben; heißen hieß hießen; helfen hilft half halfen geholfen; kommen kam
kamen; laden lädt lud luden geladen; lassen lässt ließ ließen gelassen; laufen läuft lief liefen
gelaufen; leihen lieh liehen geliehen; lesen liest las lasen gelesen; liegen gelegen; messen misst
gemessen; nehmen nimmt nahm genommen; nennen nannte nannten nannt genannt; raten rät riet rieten;
reißen gerissen; rufen rief riefen gerufen; schaffen schuf schufen geschaffen; scheiden schied
geschieden; schließen schließt schlossen geschlossen; schneiden geschnitten; schreiben schrieb
schrieben geschrieben; schlagen schlägt schlug schlugen geschlagen; sehen sieht sah sahen gesehen;
senden sandte sandten sandt gesandt; sitzen saß gesessen; sprechen spricht sprach gesprochen;
springen gesprungen; stehen standen gestanden; stehlen stiehlt gestohlen; steigen gestiegen; sterben
stirbt starb starben gestorben; stoßen stößt stieß gestoßen; streichen gestrichen; tragen trägt trug
trugen getragen; treffen trifft traf trafen getroffen; treiben getrieben; treten tritt tritte
tritten tritts trat traten getreten; trinken trank tranken getrunken; tun getan; vergessen vergisst
vergaß vergaßen; verlieren verlor verloren; wachsen wächst wuchs wuchsen gewachsen; weisen wies
wiesen gewiesen; wenden wandte wandten gewandt; werben wirbt warb warben geworben; werfen wirft warf
warfen geworfen; wiegen wog wogen gewogen; wissen wusste wussten gewusst; ziehen zog zogen gezogen;
zwingen gezwungen
"""

_GERMAN_REGULAR = """
achten arbeiten bauen beantragen beauftragen benötigen berechtigen berücksichtigen beschäftigen
bestätigen dauern putzen beteiligen bilden buchen danken decken dienen drohen drucken dulden eignen
einigen erben erfüllen ergänzen erlauben ermitteln fehlen folgen fordern fördern fragen führen fügen
gefährden gehören genehmigen genügen gewähren gewährleisten glauben gründen haften handeln heilen
hindern kaufen kennzeichnen klagen klären kosten kümmern kündigen kürzen langen leben legen lehren
leisten leiten lernen liefern löschen lösen machen mahnen meinen melden merken mieten nutzen nützen
öffnen ordnen passen pflegen pflichten planen prüfen rechnen regeln reichen reinigen reisen richten
sagen sammeln schätzen schicken schulden schützen senden senken setzen sorgen speichern sperren
spielen stammen stärken starten stellen stimmen stunden suchen tauschen teilen testen trennen üben
vereinbaren walten wählen warnen warten wechseln weigern wenden wirken wohnen wünschen zahlen zählen
zeichnen zeigen zielen
"""

# Put as their nouns, since the stem of these verbs is that of "andere", "lang", "mind.", "sich".
_GERMAN_AS_NOUNS = "ändern längern mindern sichern"

# The same, of "laut".
_GERMAN_AS_PARTICIPLES = {"lauten": "lautend", "lautet": "lautend"}

# People, whose stem is that of what they do: a "Mieter" is no "Miete".
_GERMAN_PEOPLE = "käufer mieter pächter vermieter verpächter verkäufer"
_OF_PEOPLE = ("", "n", "s", "in", "innen")

# What an adjective ends with.
_ENDINGS = ("e", "em", "en", "er", "es")

# What looks like a form and is another word, or is one as often.
_GERMAN_OTHERS = """
abschied abschieden betrug bewuchs bewusste bewussten erfolgt erfolgte erfolgten gelangt gelangte
gelangten gewohnt gewohnte gewohnten herzog langt langte langten unterschied unterschieden verwandte
verwandten wiesen
"""

# What stands before German verbs and goes with them: "zurückgegeben", "einzuhalten".
_BEFORE = (
    "zurück", "zusammen", "wieder", "weiter", "gegenüber", "heraus", "hinaus", "herein", "hinein",
    "hinzu", "nieder", "voraus", "vorbei", "bereit", "durch", "statt", "unter", "über", "nach",
    "fest", "frei", "teil", "los", "her", "hin", "weg", "auf", "aus", "bei", "ein", "mit", "vor",
    "ab", "an", "um", "zu",
)  # fmt: skip
_NEVER_APART = ("be", "ent", "er", "ver", "wider", "zer", "miss")
_BEFORE_GERMAN = re.compile(f"({'|'.join(_BEFORE + _NEVER_APART)})(zu)?([^\\W\\d_]{{3,}})")

# What follows "zu" in a verb, but not in "Auszubildenden", who are people, nor in what is made of
# "Zug" ("abzugsfähigen").
_AFTER_ZU = re.compile(r"(?!g[^aeiouäöülr]).*(?<!ende)n")

# British "organise" and "organisation"; not what has an s everywhere, as its other forms do
# ("revision", "precisely").
_BRITISH_ISE = re.compile(
    r"^(?!adv|appr|chast|circumc|comprom|compr|conc|dem|desp|dev|enterpr|exc|exerc|expert|franch"
    r"|improv|inc|merchand|parad|prec|prem|prom|repr|rev|superv|surm|surpr|telev|treat|upris)"
    r"([a-z]{2,}(?:[b-df-hj-np-tv-z]i|[a-z]ly))s(?=(?:e[drs]?|ers|ing|ations?|ational)$)"
)
_BRITISH_OUR = re.compile(
    r"^((?:col|lab|fav|behavi|hon|neighb|harb|flav|hum|rum|vap|od|tum|arm|endeav|vig)o)u(?=r)"
)
_DOUBLED = re.compile(
    r"^((?:travel|cancel|label|model|fuel|signal|channel|counsel|equal|level|total|dial|marshal))"
    r"l(?=(?:ed|ing|ers?)$)"
)


def _groups(text: str) -> Iterator[tuple[str, list[str]]]:
    for group in text.casefold().split(";"):
        kept, *forms = group.split()
        yield kept, forms


def _english_table() -> dict[str, str]:
    return {form: kept for kept, forms in _groups(_ENGLISH) for form in forms}


def _german_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for kept in _GERMAN_REGULAR.casefold().split():
        table |= dict.fromkeys(_weak(kept), kept)
    for kept in _GERMAN_AS_NOUNS.casefold().split():
        table |= dict.fromkeys((kept, *_weak(kept)), kept.removesuffix("n") + "ung")
    for kept, forms in _groups(_GERMAN):
        # "Die gegebene Zusage", "das beschriebene Verfahren": of participles the adjective's forms,
        # too. Behind a prefix most participles are as the past's plural is.
        participles = [
            f for f in forms if f.startswith("ge") or f.endswith(("en", "cht", "dt", "nnt"))
        ]
        forms += [form + end for form in participles for end in _ENDINGS]
        table |= dict.fromkeys([*forms, *_present(kept)], kept)
    table |= _GERMAN_AS_PARTICIPLES
    for kept in _GERMAN_PEOPLE.split():
        table |= dict.fromkeys(
            (kept + end for end in _OF_PEOPLE), kept.removesuffix("er") + "person"
        )
    return table


def _present(kept: str) -> Iterator[str]:
    """Yield "wiegt" for "wiegen": where the vowel changes in it, too, it is among the forms."""
    root = kept.removesuffix("n").removesuffix("e")
    form = root + ("et" if root.endswith(("t", "d")) else "t")
    if form != "fahrt":  # the noun is met as often
        yield form


def _weak(kept: str) -> Iterator[str]:
    """Yield "zahlt", "gezahlt" and both with the endings of "zahlte" for "zahlen"."""
    root = kept.removesuffix("en") if kept.endswith("en") else kept.removesuffix("n")
    # "Haftet", "öffnet", "rechnet", but "lernt", "wohnt" and "liefert".
    root += "e" if re.search(r"[td]$|(?:[^aeiouylrhmn]|ch)n$", root) else ""
    for participle in (f"{root}t", f"ge{root}t"):
        yield participle
        yield from (participle + end for end in _ENDINGS)


def _english(word: str) -> str:
    if put := _IN_ENGLISH.get(word):
        return put
    word = _BRITISH_OUR.sub(r"\1", word)
    word = _DOUBLED.sub(r"\1", word)
    return _BRITISH_ISE.sub(r"\1z", word)


def _german(word: str) -> str:
    if word in _OTHERS:
        return word
    if put := _IN_GERMAN.get(word):
        return put
    found = _BEFORE_GERMAN.fullmatch(word)
    if found is None:
        return word
    before, between, verb = found.groups()
    if put := _IN_GERMAN.get(verb):
        return before + put
    if between and before not in _NEVER_APART and _AFTER_ZU.fullmatch(verb):
        return before + verb
    return word


_IN_ENGLISH, _IN_GERMAN = _english_table(), _german_table()
_OTHERS = frozenset(_GERMAN_OTHERS.split())

_PUT: dict[Language, Callable[[str], str]] = {"en": _english, "de": _german}


def put(language: Language | None) -> Callable[[str], str] | None:
    """Return what puts case-folded words of this language as their regular form; None if nothing.

    Args:
        language: What the words are written in; English if that is not known.
    """
    return _PUT.get(language or "en")
