"""The words of the German sample guide: the same parts as in ``sample_text.py``, in the same order.

What a button or a state is called here has to be what the window calls it in German.
"""

from __future__ import annotations

from typing import Final

from sample_parts import Figure, Guide, Heading, List, Part, Rows, Text

_PARTS: Final[tuple[Part, ...]] = (
    Heading("Was Octavo tut", new_page=False),
    Text(
        "Octavo beantwortet Fragen zu Ihren PDF-Dokumenten und zeigt zu jeder Antwort die Seite, "
        "auf der sie steht. Sie ziehen Dokumente auf das Fenster, stellen eine Frage in Ihren "
        "eigenen Worten und lesen die Sätze Ihrer Dokumente, die sie beantworten. Zu jedem Zitat "
        "gehört ein Beleg mit dem Namen des Dokuments und der Seite. Ein Klick auf den Beleg "
        "öffnet diese Seite neben der Antwort; die zitierten Wörter sind dort hervorgehoben."
    ),
    Text(
        "All das geschieht auf Ihrem Computer. Octavo braucht kein Konto, keinen Schlüssel und "
        "kein Netz und sendet weder Ihre Dokumente noch Ihre Fragen irgendwohin. Das ändert sich "
        "nur, wenn Sie ein Modell auf einem anderen Computer Antworten oder Zusammenfassungen "
        "schreiben oder Bedeutungen vergleichen lassen oder eine Sammlung bei einem Dienst "
        "durchsucht wird und Sie dem zustimmen, was dafür gesendet wird."
    ),
    Figure(
        "window",
        "Abbildung 1. Das Fenster. 1: Gespräche und Dokumente. 2: das Gespräch mit dem Feld für "
        "Ihre Frage am unteren Rand. 3: die Seite, zu der ein Beleg führt.",
    ),
    Heading("Ihre erste Frage", 2),
    List(
        (
            "Ziehen Sie eine oder mehrere PDF-Dateien oder einen ganzen Ordner auf das Fenster.",
            (
                "Tippen Sie eine Frage in das Feld unter dem Gespräch und drücken Sie die "
                "Eingabetaste."
            ),
            (
                "Klicken Sie auf einen Beleg unter einem Zitat, um die Stelle auf ihrer Seite zu "
                "sehen."
            ),
        ),
        numbered=True,
    ),
    Text(
        "Wenn Sie gerade keine PDF-Datei zur Hand haben, wählen Sie im leeren Fenster „Den "
        "Leitfaden ausprobieren“. Damit kommt dieses Dokument in die Sammlung, und Sie können nach "
        "allem fragen, was auf diesen Seiten steht."
    ),
    Heading("Dokumente hinzufügen"),
    Text(
        "Es gibt drei Wege, Dokumente hinzuzufügen: Ziehen Sie Dateien oder Ordner auf das "
        "Fenster, wählen Sie sie in einem Dialog aus, oder kopieren Sie sie in Ihrer "
        "Dateiverwaltung und fügen Sie sie im Fenster ein. Ein Ordner wird mit allen Ordnern "
        "darin nach PDF-Dateien durchsucht. Octavo bewahrt von jedem Dokument eine eigene Kopie "
        "auf; die Originale dürfen danach verschoben oder gelöscht werden."
    ),
    Text(
        "Eine PDF-Datei darf bis zu 512 MB groß sein. Ein Dokument, das Sie zweimal hinzufügen, "
        "braucht nur einmal Platz."
    ),
    Text(
        "Sie müssen nicht warten, bis ein Dokument fertig ist. Sobald es durchsuchbar ist, finden "
        "Fragen die Wörter, die darin stehen. Im Hintergrund vergleicht Octavo weiter "
        "Bedeutungen, damit eine Frage auch andere Wörter verwenden darf als das Dokument. Wenn "
        "Sie Octavo schließen, während es ein Dokument liest, macht es beim nächsten Start auf "
        "der Seite weiter, auf der es war. Unter einer Antwort aus dieser Zeit steht, wie viele "
        "Textstellen nur nach ihren Wörtern verglichen werden konnten."
    ),
    Figure(
        "states",
        "Abbildung 2. Dokumente in der Liste: Eines wird gelesen, eines ist durchsuchbar und "
        "sagt, wie weit die Arbeit im Hintergrund ist, eines ist fertig.",
    ),
    Rows(
        "Tabelle 1. Die Zustände eines Dokuments.",
        ("Zustand", "Was er bedeutet", "Was Sie tun können"),
        (
            ("Wartet", "Andere Dokumente werden zuerst gelesen.", "Abbrechen"),
            ("Wird hinzugefügt", "Octavo legt seine eigene Kopie der Datei an.", "Abbrechen"),
            (
                "Wird gelesen",
                "Seine Seiten werden eine nach der anderen gelesen.",
                "Anhalten, abbrechen",
            ),
            (
                "Angehalten",
                "Sie haben es angehalten; das Gelesene kann befragt werden.",
                "Weiterlesen",
            ),
            (
                "Durchsuchbar",
                "Alle Wörter werden gefunden; die Bedeutungen folgen.",
                "Zeigen, entfernen",
            ),
            (
                "Fertig",
                "Es wird nach Wörtern und nach Bedeutung gefunden.",
                "Zeigen, entfernen",
            ),
            (
                "Fehlgeschlagen",
                "Es ließ sich nicht lesen; der Grund steht unter seinem Namen.",
                "Noch einmal versuchen, entfernen",
            ),
            (
                "Abgebrochen",
                "Sie haben es abgebrochen.",
                "Noch einmal versuchen, entfernen",
            ),
        ),
        (2.6, 5.0, 3.0),
    ),
    Heading("Wenn sich ein Dokument nicht lesen lässt"),
    Text(
        "Eine schlechte Datei hält die anderen, die mit ihr hinzugefügt wurden, nicht auf. Octavo "
        "sagt in einfachen Worten, warum ein Dokument nicht gelesen werden konnte."
    ),
    Rows(
        "Tabelle 2. Warum ein Dokument fehlschlagen kann.",
        ("Grund", "Was hilft"),
        (
            (
                "Die PDF-Datei ist mit einem Passwort geschützt.",
                "Geben Sie es ein: Das Dokument wartet so lange.",
            ),
            (
                "Die Datei ist beschädigt.",
                (
                    "Laden Sie sie noch einmal herunter, oder öffnen Sie sie in einem anderen "
                    "Programm und speichern Sie sie neu."
                ),
            ),
            (
                "Die Datei ist keine PDF-Datei.",
                "Exportieren Sie das Dokument zuerst als PDF.",
            ),
            (
                "Die Datei ist leer.",
                "Suchen Sie die vollständige Datei dort, woher sie kam.",
            ),
            (
                "Das Lesen dauerte zu lange oder brauchte zu viel Speicher.",
                "Teilen Sie das Dokument auf, oder drucken Sie es in eine neue PDF-Datei.",
            ),
        ),
        (4, 6.6),
    ),
    Text(
        "Eine gescannte Seite ist nur ein Bild und enthält keine Wörter, die sich finden ließen. "
        "Octavo liest sie, wo eine Texterkennung installiert ist: das freie Programm Tesseract "
        "oder sonst RapidOCR, das sich hinzufügen lässt, wo Octavo in einem eigenen Python läuft. "
        "Wo sie fehlt, sagt Octavo, dass die Seite nicht gelesen wurde und was zu tun ist: Die "
        "Eigenschaften des Dokuments zeigen den Befehl."
    ),
    Heading("Sicher vor fremden Dateien", 2),
    Figure(
        "limits",
        "Abbildung 3. Eine Datei kommt in einen eigenen Prozess, dem Zeit und Speicher begrenzt "
        "sind; heraus kommen nur Seiten.",
    ),
    Text(
        "PDF-Dateien werden in einem eigenen Prozess gelesen. Für jede Seite hat er eine Frist, "
        "und sein Speicher ist begrenzt. Eine Datei, die Schaden anrichten soll, kann diesen "
        "Prozess beenden, nicht aber das Fenster: Die Datei wird als fehlgeschlagen "
        "gekennzeichnet, und alles andere geht weiter. Skripte in einer PDF-Datei laufen nie, und "
        "nichts, was in einer Antwort gezeigt wird, kommt aus dem Netz."
    ),
    Heading("Sammlungen und beobachtete Ordner"),
    Text(
        "Dokumente liegen in Sammlungen. Mit dem Menü über der Liste der Dokumente legen Sie eine "
        "Sammlung an, benennen sie um, zeigen eine andere oder löschen sie; eine gelöschte lässt "
        "sich noch 20 Sekunden lang zurückholen. Dokumente können von einer Sammlung in "
        "eine andere kopiert oder verschoben werden, ohne noch einmal gelesen zu werden. Ein "
        "Gespräch kann außerdem in einer weiteren Sammlung suchen."
    ),
    Text(
        "Octavo kann einen Ordner beobachten. PDF-Dateien, die dort hineingelegt werden, kommen "
        "von selbst in die Sammlung, und geänderte, umbenannte und gelöschte Dateien werden "
        "bemerkt. Ein Ordner, der gerade fehlt, etwa weil sein Laufwerk abgezogen ist, verliert "
        "keine Dokumente."
    ),
    Text(
        "Das Lesen lässt sich anhalten, für ein Dokument oder für alle, und bleibt es auch nach "
        "einem Neustart. Fragen werden währenddessen aus dem beantwortet, was schon gelesen ist."
    ),
    Heading("Fragen stellen"),
    Text(
        "Fragen Sie in einem ganzen Satz oder mit wenigen Wörtern. Octavo sieht alle Dokumente "
        "der Sammlung durch, die zum Gespräch gehört, und antwortet mit den Sätzen, die am besten "
        "passen, der beste zuerst. Über der Antwort steht „Zitate aus Ihren Dokumenten“, denn "
        "genau das ist sie: Jeder Satz steht Wort für Wort auf der Seite, die darunter genannt "
        "ist. Octavo schreibt keine eigenen Sätze."
    ),
    Heading("Wie man gut fragt", 2),
    List(
        (
            "Fragen Sie nach einer Sache auf einmal. Zwei kurze Fragen finden mehr als eine lange.",
            "Verwenden Sie bei Namen, Zahlen und Fachbegriffen die Wörter des Dokuments.",
            "Ein Bruchstück wie „Und im Winter?“ wird aus der Frage davor ergänzt.",
            (
                "Bedeutungen werden im Englischen am besten verglichen. In anderen Sprachen zählen "
                "vor allem die Wörter."
            ),
        )
    ),
    Text(
        "Eine laufende Antwort lässt sich jederzeit mit der Schaltfläche „Stoppen“ beenden; was "
        "bis dahin angekommen ist, bleibt im Gespräch. Mit den Daumen unter einer Antwort "
        "bewerten Sie sie; die Bewertung wird mit dem Gespräch exportiert."
    ),
    Heading("Wenn die Dokumente zu einer Frage nichts sagen", 2),
    Text(
        "Wenn nichts in Ihren Dokumenten passt, rät Octavo nicht. Es sagt, dass die Dokumente "
        "dazu nichts zu sagen scheinen, und nennt die Seiten, die der Frage am nächsten kommen, "
        "damit Sie selbst nachsehen können. Diese Prüfung bemerkt, wenn ein Thema fehlt. Sie kann "
        "nicht bemerken, wenn ein Dokument Ihr Thema behandelt, aber gerade diese Frage offen "
        "lässt: Dann erhalten Sie die nächstliegenden Sätze und urteilen selbst."
    ),
    Heading("Belege lesen"),
    Figure(
        "citation",
        "Abbildung 4. Ein Beleg führt vom Zitat zur Stelle auf ihrer Seite.",
    ),
    Text(
        "Ein Beleg nennt das Dokument und die Seitenzahl, und zwar die gedruckte, wenn die "
        "PDF-Datei sie verrät. Die erste Seite dieses Leitfadens heißt „Titel“, die Seite danach "
        "hat die Nummer 1. Bevor ein Zitat gezeigt wird, vergleicht Octavo es Zeichen für Zeichen "
        "mit dem Text der Seite. Ein Beleg, der sich so nicht bestätigen ließ, hat einen "
        "gestrichelten Rand."
    ),
    Text(
        "In der Seitenansicht können Sie das ganze Dokument durchblättern, vergrößern und "
        "verkleinern. Hervorgehoben sind genau die zitierten Wörter, auch wenn sie über mehrere "
        "Zeilen gehen. Ihr Menü bietet eine Zusammenfassung des Dokuments und des Abschnitts, der "
        "gerade zu sehen ist, ebenso jede Überschrift der Gliederung neben den Seiten."
    ),
    Heading("Gespräche und Assistenten", 2),
    Text(
        "Ein Gespräch ist eine Folge von Fragen und Antworten. Sie können beliebig viele "
        "beginnen, umbenennen, anheften, kopieren, exportieren und löschen; ein gelöschtes "
        "Gespräch lässt sich 30 Tage lang zurückholen. Gespräche und Dokumente sind nach einem "
        "Neustart noch da."
    ),
    Text(
        "Ein Assistent hat einen Namen, Anweisungen und eine Sammlung von Dokumenten. Alle "
        "Gespräche eines Assistenten teilen sich seine Sammlung. Beim ersten Start gibt es einen "
        "Assistenten namens Octavo, den Sie in seinem Dialog umbenennen und anweisen können; "
        "seine Sammlung heißt Dokumente. Weitere Assistenten entstehen aus Vorlagen. Anweisungen "
        "gelten für Antworten, die ein Sprachmodell schreibt; Zitate werden ohne sie ausgewählt. "
        "„Prüfen …“ im Menü unter dem Namen des Assistenten stellt ihm Ihre eigenen Fragen, deren "
        "Seiten Sie kennen, und zählt, wie oft Seite, Text und Zitat stimmten."
    ),
    Heading("Modelle, die Antworten schreiben"),
    Text(
        "Octavo braucht kein Sprachmodell. Wenn Sie Antworten in den Worten eines Modells "
        "möchten, gibt es zwei Wege; beide stehen im Menü. Jede Aussage einer solchen Antwort "
        "wird mit den Textstellen verglichen, aus denen sie stammt, und eine, die sie nicht "
        "stützen, wird gekennzeichnet."
    ),
    List(
        (
            "„Lokales Modell holen …“ holt eines auf diesen Computer. Gesendet wird dann nichts.",
            (
                "„Modelldienste …“ nennt ein Programm oder einen Dienst, der eines hat; was "
                "gesendet wird, wird vorher gesagt."
            ),
        )
    ),
    Text(
        "Welches Modell schreibt, wählen Sie im Dialog eines Assistenten. Antwortet es nicht, so "
        "sagt Octavo, warum, und zitiert stattdessen die Dokumente."
    ),
    Heading("Wenn Sie es sich anders überlegen", 2),
    Text(
        "Bevor zum ersten Mal etwas an einen anderen Computer gesendet wird, nennt Octavo ihn und "
        "fragt Sie. Der Dialog „Modelldienste“ zeigt bei jedem Dienst, wozu Sie zugestimmt haben. "
        "„Nichts mehr dorthin senden“ nimmt alles davon zurück: Bei der nächsten Frage werden Sie "
        "wieder gefragt, und wenn Sie nicht zustimmen, werden die Dokumente Wort für Wort zitiert."
    ),
    Text(
        "Was dann schon bei einem Dienst liegt, bleibt dort, bis Sie es löschen lassen: Entfernen "
        "Sie den Dienst, oder wählen Sie im Menü der Sammlung „Bei einem Dienst suchen …“ und "
        "lassen Sie sie wieder hier durchsuchen."
    ),
    Heading("Tasten und Befehle"),
    Rows(
        "Tabelle 3. Tasten. Auf einem Mac tritt die Befehlstaste an die Stelle von Strg.",
        ("Tasten", "Was sie tun"),
        (
            ("Eingabe", "Die Frage senden"),
            ("Umschalt+Eingabe", "In der Frage eine neue Zeile beginnen"),
            ("Strg+N", "Ein neues Gespräch beginnen"),
            ("Strg+O, Strg+Umschalt+O", "Dokumente oder einen Ordner davon in einem Dialog wählen"),
            ("Strg+V", "Die kopierten Dateien hinzufügen"),
            ("Entf", "Das gewählte Dokument oder Gespräch entfernen"),
            ("Strg+F", "Wörter im gezeigten Dokument suchen"),
            ("Strg+P", "Bei den Seiten: das Dokument drucken; im Gespräch: das Gespräch drucken"),
            ("F7, dann F6", "Eine zweite Seitenansicht daneben öffnen; zwischen beiden wechseln"),
            ("F1", "Diesen Leitfaden öffnen, in der Sprache des Fensters"),
            ("Strg+K", "Alle Gespräche und Seiten durchsuchen"),
            ("Strg+Umschalt+K", "Eine Frage an mehrere Dokumente stellen"),
            (
                "Strg+Umschalt+P",
                "Einen beliebigen Befehl über ein paar Buchstaben seines Namens finden",
            ),
            (
                "Strg+, (Komma)",
                (
                    "Einstellungen: Aussehen, Bewegung, Schriftgröße, Sprache, Sicherungen, alle "
                    "Tasten"
                ),
            ),
            (
                "Strg++ und Strg+-",
                "Die Seite vergrößern oder verkleinern; ihr Menü nennt weitere Tasten",
            ),
        ),
        (3.4, 7.2),
    ),
    Heading("Weniger Bewegung", 2),
    Text(
        "In Octavo bewegt sich wenig. „Bewegung“ auf der ersten Seite der Einstellungen richtet "
        "sich nach Ihrem System oder geht darunter: Mit „Verringert“ bewegt sich nichts von "
        "selbst, und der Cursor blinkt nicht."
    ),
    Heading("Die Befehlszeile"),
    Text(
        "Der Befehl <font face='Courier'>octavo</font> ohne Argumente öffnet das Fenster. Die "
        "Befehle darunter brauchen keinen Bildschirm; so eignen sie sich für Skripte und Server. "
        "Die Befehlszeile spricht Englisch."
    ),
    Rows(
        "Tabelle 4. Befehle.",
        ("Befehl", "Was er tut"),
        (
            (
                "<font face='Courier' size='9.5'>octavo ask DATEI... “FRAGE”</font>",
                "Gibt die Antwort aus, mit Datei und Seite jedes Zitats.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo ask --json ...</font>",
                "Gibt dasselbe als JSON aus, für andere Programme.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo summarise DATEI...</font>",
                "Gibt aus, was Dokumente sagen, in ihren eigenen Sätzen.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo backup DATEI</font>",
                "Sichert alles in einer geprüften Datei; octavo restore holt es zurück.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo models</font>",
                "Listet Modelle auf diesem Computer auf, holt und entfernt sie.",
            ),
            (
                "<font face='Courier' size='9.5'>octavo serve --port P</font>",
                (
                    "Stellt die Schnittstelle nur auf diesem Computer bereit; wer sie aufruft, "
                    "braucht das Zugriffstoken."
                ),
            ),
            (
                "<font face='Courier' size='9.5'>octavo --self-test</font>",
                (
                    "Fügt den englischen Leitfaden in einem vorübergehenden Ordner hinzu, stellt "
                    "eine Frage und prüft den Beleg."
                ),
            ),
            (
                "<font face='Courier' size='9.5'>octavo --version</font>",
                "Gibt die Version aus.",
            ),
        ),
        (4.4, 6.2),
    ),
    Rows(
        "Tabelle 5. Rückgabewerte des Befehls „octavo ask“.",
        ("Rückgabewert", "Bedeutung"),
        (
            ("0", "Die Frage wurde beantwortet."),
            ("1", "Die Dokumente sagen zu der Frage nichts."),
            ("2", "Die Eingabe war falsch, etwa eine Datei, die fehlt oder keine PDF-Datei ist."),
            ("3", "Es war nicht möglich, etwa weil der Datenträger voll ist."),
        ),
        (2, 8.6),
    ),
    Heading("Wo Ihre Daten liegen"),
    Text(
        "Dokumente, Gespräche und der Suchindex liegen in einem Ordner, dem Datenordner. Die "
        "Option <font face='Courier'>--data-dir</font> oder die Variable "
        "<font face='Courier'>OCTAVO_DATA_DIR</font> wählt einen anderen. „Daten“ in den "
        "Einstellungen legt eine Sicherung in einer geprüften Datei an und holt sie zurück; "
        "Schlüssel und Passwörter bleiben im Schlüsselbund des Systems. Um alles zu entfernen, was "
        "Octavo weiß, löschen Sie den Ordner."
    ),
    Rows(
        "Tabelle 6. Der Datenordner.",
        ("System", "Ordner"),
        (
            ("Linux", "<font face='Courier' size='9.5'>~/.local/share/Octavo</font>"),
            (
                "macOS",
                "<font face='Courier' size='9.5'>~/Library/Application Support/Octavo</font>",
            ),
            ("Windows", "<font face='Courier' size='9.5'>%LOCALAPPDATA%\\Octavo</font>"),
        ),
        (2, 8.6),
    ),
    Text(
        "Nichts, was Octavo bestätigt hat, geht verloren, wenn das Programm abgebrochen wird oder "
        "der Strom ausfällt: Was in diesem Augenblick halb getan ist, wird beim nächsten Start "
        "wieder aufgenommen."
    ),
    Heading("Grenzen dieser Version", 2),
    List(
        (
            "Ohne Modell sind Antworten Zitate: Nichts wird übersetzt oder ausgerechnet.",
            "Gescannte Seiten werden nur gelesen, wo Tesseract oder RapidOCR installiert ist.",
            "Das Modell, das Bedeutungen vergleicht, hat Englisch gelernt.",
        )
    ),
)

GERMAN: Final = Guide(
    file="leitfaden.pdf",
    language="de",
    title="Leitfaden zu Octavo",
    subtitle="PDF-Dateien ablegen, fragen, die Seite sehen.",
    subject="Wie man Dokumente hinzufügt, Fragen stellt und Belege liest",
    cover="Titel",
    parts=_PARTS,
)
