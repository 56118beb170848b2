"""Words that questions are put with, which what answers them need not have."""

from __future__ import annotations

import re

from octavo.engine.text.words import words

_ASKED_WITH = """
happen happens happened occur occurs means meant mean explain explains describe describes described
say says said state states stated mention mentions mentioned tell told exist exists existing need
needs needed kind kinds type types sort sorts allowed permitted possible necessary required get
spend spends spent spending something anything someone somebody anyone anybody
passiert passieren passierte geschieht geschehen geschah bedeutet bedeuten funktioniert
funktionieren erklärt erkläre erklären beschreibt beschreibe beschreiben nennt zeigt steht stehen
gesagt sagt erwähnt heißt heißen gilt gelten existiert existieren brauche braucht brauchen benötigt
lautet lauten dauert dauern dauerte dauerten erlaubt gestattet möglich nötig erforderlich bekomme
bekommt bekommen machen macht art arten
"""
ASKED_WITH = frozenset(_ASKED_WITH.split())
"""Words that people ask with, whether their documents have them or not, case-folded."""

_HOW = re.compile(
    r"\bhow\s+(long|far|often|old|tall|large|big|high|deep|wide|heavy|fast|soon|expensive|quickly)\b"
    r"|\bwie\s*(hoch|lange?|groß|weit|oft|alt|teuer|schwer|breit|tief|schnell)\b"
)


def framing(question: str) -> frozenset[str]:
    """Return the words of a question that only put it: "how long", "what does … say".

    Args:
        question: Case-folded.
    """
    how = {one for found in _HOW.findall(question) for one in found if one}
    return ASKED_WITH.intersection(words(question)).union(how)
