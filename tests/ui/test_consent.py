"""What was agreed to is taken back in the dialog of hosts, and asked for again before a send."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from octavo.ui.chat.message_actions import MessageAction
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.language import Language
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.sidebar.sidebar import HERE
from support.collection_dialogs import answer, shown
from support.languages import spoken
from support.qt import until
from support.shots import keep
from support.window import panel_of, type_question
from support.written_window import QUESTION, answered, written_window

_LEFT = Qt.MouseButton.LeftButton


async def test_a_consent_is_taken_back_in_the_dialog_and_asked_for_again_before_the_next_send(
    tmp_path: Path,
) -> None:
    with spoken(Language.GERMAN):
        async with written_window(tmp_path, agreed=True) as (program, host, providers):
            type_question(program, QUESTION)
            assert "Geschrieben von tiny/tiny" in await answered(program, 1)
            asked = len(host.seen)
            where = program.window.sidebar.source_words
            await until(lambda: where().startswith("Textstellen gehen an"), "the foot")

            program.window.hosts_asked.emit()
            dialog = await shown(program, ProviderDialog)
            assert dialog.agreed.text() == (
                "Sie haben zugestimmt, dass dorthin gesendet werden: Textstellen, um damit zu"
                " antworten; der Text von Dokumenten, um sie zusammenzufassen."
            )
            keep(dialog, "consent-given")
            QTest.mouseClick(dialog.withdraw, _LEFT)
            await until(dialog.withdraw.isHidden, "it is taken back")
            assert dialog.status.text().startswith("Dorthin wird nichts mehr gesendet.")
            assert dialog.agreed.isHidden()
            keep(dialog, "consent-withdrawn")
            (kept,) = await providers.all()
            assert (kept.allowed, kept.allowed_summaries) == ("", "")
            QTest.mouseClick(dialog.close_button, _LEFT)
            await until(lambda: where() == str(HERE), "the foot says that nothing is sent")

            # Who does not agree again gets what the documents say, and nothing is sent.
            type_question(program, QUESTION)
            consent = await shown(program, ConfirmDialog)
            words = " ".join(label.text() for label in consent.findChildren(QLabel))
            assert "Textstellen an tiny senden?" in words
            await answer(program, "consent-again", agree=False)
            text = await answered(program, 2)
            assert "Zitate aus Ihren Dokumenten" in text
            assert len(host.seen) == asked
            keep(program.frame, "consent-refused")

            type_question(program, QUESTION)
            await answer(program, "consent-again", agree=True)
            assert (await answered(program, 3)).count("Geschrieben von tiny/tiny") == 2
            assert len(host.seen) > asked
            await until(lambda: where().startswith("Textstellen gehen an"), "the foot")


async def test_a_host_that_was_not_agreed_to_offers_nothing_to_take_back(tmp_path: Path) -> None:
    async with written_window(tmp_path, agreed=False) as (program, host, _):
        program.window.hosts_asked.emit()
        dialog = await shown(program, ProviderDialog)
        assert dialog.withdraw.isHidden()
        assert dialog.agreed.isHidden()
        QTest.mouseClick(dialog.close_button, _LEFT)
        type_question(program, QUESTION)
        await answer(program, "consent-first", agree=False)
        assert "Quotes from your documents" in await answered(program, 1)
        assert host.seen == []

        # Answered anew, it is asked for again, too.
        program.presenter._messages.do_at_end(MessageAction.AGAIN)
        await answer(program, "consent-anew", agree=True)
        transcript = panel_of(program).transcript
        await until(lambda: "Written by tiny/tiny" in transcript.toPlainText(), "a written answer")
