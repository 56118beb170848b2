# ruff: noqa: RUF001 - letters of other scripts are meant
"""Abbreviations whose stop ends no sentence, of the languages whose words are stemmed.

They are written in lower case, without the last stop. Single letters and rows of them ("z. B.",
"i.V.m.", "J. R.") need no list. What is a word as well stands in the second list or the third, or
in none: "DNA.", "21 CFR." and "bear in mind." end sentences.
"""

from __future__ import annotations

from typing import Final

_OF_LANGUAGES: Final = {
    "de": """
abb abl abschn abt abtlg allg amtl anl anm aufl ausf ausg az bearb begl beil bekl beschl betr
bez bgbl bspw bzgl bzw dergl dgl dez dipl drs eidgen eigtl einschl entspr evtl exkl fn
fr frhr frl fußn gebr geb gegr gest gew gez ggf ggfs ggü grds gvbl hdb hg hgg hr hrn hrsg
i.d.f i.d.r i.e.s i.h.d i.h.v i.s.d i.s.v i.v.m i.w.s inh inkl inkr insb insbes insg jg jgg
jhg kap kfm konv lfd m.a.w m.w.n m.w.v mdl monatl mtl mündl nachf nachm nebenk nr nrn okt
österr proz rdn rdnr rer rn rsp rspr rz sep sog spez städt stellv tägl techn tel tz u.a.m uabs
umg unbek unterabs urspr urt v.a verf verh veröff vertr vgl vorl vorm wg z.b z.hd z.t z.zt zb zgl
ziff zit zusf zust zzgl zzt buchst
""",
    "en": """
adm approx appx assoc asst capt cf cmdr dept div e.g ed eds eg eqn eqns eq eqs esp figs gov hon
i.e ie incl intl jul jun lt messrs misc mr mrs mt nos pp prof pres reg repr rev sgd sgt
suppl supp supt tel univ viz vol vols vs
apr aug feb jan nov oct sept
""",
    "fr": "alin avr bibl boul c.-à-d chap chir dép éd fasc févr janv juill prof rééd sté tél",
    "es": "admón aprox avda dña dpto fdo lic núm núms pág págs sra sras sres srta tlf uds",
    "it": "artt avv dott dott.ssa dr.ssa d.lgs egr geom pagg preg prof sig sig.ra sigg spett",
    "pt": "aprox dra exma exmo pág págs séc sra",
    "nl": "afb bijl bijv blz dhr drs excl m.b.t mevr mld mln n.a.v ongev t.a.v t.b.v t.o.v zgn",
    "sv, da, nb": "bl.a ca eks f.eks f.o.m iht jf jfr m.fl s.k t.ex t.o.m tlf",
    "fi": "esim n.s tarkk",
    "pl": "inż lp m.in mgr np poz prof rozdz św tj tys tzn tzw zob",
    "cs": "čl např obr odst písm popř př resp tj tzn tzv věst vyhl zák",
    "ro": "alin nr pct",
    "hu": "kb",
    "tr": "bkz çev doç mah örn prof yrd",
    "ru, uk": "адр акад вул гр доц напр обл пп просп проф см стр табл тел ул",
    "el": "αρ βλ δηλ κεφ λεωφ παρ πρβλ σελ τηλ",
}

_BEFORE_NUMBER = """
abs anh ap app appl apt art arts bd bl cap ch chs cl col cols dec est ex exh fri hs item kl lit mar
max min mind mo mon no op pag par para paras pkt pos pt pts ref refs sa sat sec secs sect sects sen
seq so sp std stk ste sub sun tab thu tit tue ust ver var wed рис ст
"""
_UNLESS_BEGUN = """
al ave b.sc bd bldg blvd bros chr co corp ecc enz etc fa ff gem gen ges ges.m.b.h h.c habil ibid inc
itd itp jh jhd jhdt jr jur kgl lb lbs ll.b ll.m ltd ltda m.b.h m.sc mag med mio mrd ms nat o.ä o.g
osv ph.d ppa rd rep resp s.u sek sr st stb std stk str tab u.a u.ä u.u u.v.m usf usw u.s.w v.chr
n.chr vb yrs др κλπ
"""

INSIDE: Final = frozenset(word for some in _OF_LANGUAGES.values() for word in some.split()) | {
    "dr", "et", "fig", "ing", "phil"
}  # fmt: skip
"""Always followed by more of the same sentence."""

BEFORE_NUMBER: Final = frozenset(_BEFORE_NUMBER.split())
"""The same, but only before a number or its like: "no. 5" against "The answer is no."."""

AS_WRITTEN: Final = frozenset({"Alt"})
"""Before a number, and with these capitals alone: "Alt. 2" of a clause against "30 Jahre alt."."""

UNLESS_BEGUN: Final = frozenset(_UNLESS_BEGUN.split())
"""These end many sentences, too: a function word behind them begins the next."""
