"""The dialog of model hosts in German: what failed, and what to do; the keys stay in place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.ui.language import Language
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.theme import Scheme
from support.certificates import certified
from support.languages import spoken
from support.model_server import Answer, ModelServer, model_server, refuses, replies
from support.qt import application, until
from support.shots import keep
from support.window import open_window

_LEFT = Qt.MouseButton.LeftButton

FAULTS: dict[str, tuple[Answer, str, str]] = {
    "key": (refuses(401, "Bad key"), "braucht einen Schlüssel: Bad key.", "Schlüssel"),
    "page": (replies(200, b"<html>hello</html>", "text/html"), "mit einer Webseite", "auf /v1"),
    "nothing": (replies(404, b"<html>", "text/html"), "nichts: Status 404 (Not Found).", "auf /v1"),
    "elsewhere": (replies(307, b"", location="https://other.example/"), "verweist", "als Adresse"),
    "ill": (refuses(500, "No room", x_should_retry="false"), "gescheitert: No room.", "später"),
    "none": (replies(200, {"data": []}), "hat aber keine Modelle.", "Laden Sie dort eines"),
}
"""What a host answers, what is said of it, and what there is to do."""

ADDRESSES = {
    "nonsense": ("„nonsense“ ist keine Adresse", "etwa http://127.0.0.1:8080/v1"),
    "http://127.0.0.1:9/v1": ("dort antwortet nichts", "ob die Adresse stimmt"),
}


@asynccontextmanager
async def german_dialog(folder: Path, scheme: Scheme) -> AsyncIterator[ProviderDialog]:
    with spoken(Language.GERMAN):
        async with open_window(folder / "data", scheme=scheme) as program:
            program.window.hosts_asked.emit()
            await until(lambda: bool(_shown()), "the dialog is there")
            (dialog,) = _shown()
            yield dialog
            QTest.mouseClick(dialog.close_button, _LEFT)


def _shown() -> list[ProviderDialog]:
    tops = application().topLevelWidgets()
    return [one for one in tops if isinstance(one, ProviderDialog) and one.isVisible()]


async def said(dialog: ProviderDialog, address: str, key: str = "") -> str:
    """Save and test an address, and return what is said of it."""
    dialog.name.setCurrentText("desk")
    dialog.address.setText(address)
    dialog.key.setText(key)
    dialog.status.clear()
    dialog.test.setFocus()
    QTest.keyClick(dialog.test, Qt.Key.Key_Space)
    busy = {"", "Wird gefragt …"}
    await until(
        lambda: dialog.status.text() not in busy and dialog.test.isEnabled(),
        "it is tried",
        seconds=30,
    )
    assert dialog.test.hasFocus()
    layout = dialog.layout()
    assert layout is not None
    await until(
        lambda: dialog.height() >= layout.totalHeightForWidth(dialog.width()), "all is shown"
    )
    return dialog.status.text()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_what_is_wrong_with_a_host_is_said_in_german_with_what_to_do(
    tmp_path: Path, scheme: Scheme
) -> None:
    context, _ = certified(tmp_path)
    async with AsyncExitStack() as stack:
        host: ModelServer = await stack.enter_async_context(model_server())
        secure: ModelServer = await stack.enter_async_context(model_server(context))
        dialog = await stack.enter_async_context(german_dialog(tmp_path, scheme))
        for name, (answer, what, hint) in FAULTS.items():
            host.models_answer = answer
            words = await said(dialog, host.url)
            assert what in words
            assert hint in words
            keep(dialog, f"host-{name}-{scheme.value}")
        for address, (what, hint) in ADDRESSES.items():
            words = await said(dialog, address)
            assert what in words
            assert hint in words
        words = await said(dialog, secure.url)
        assert "wird nicht vertraut: eine hier unbekannte Stelle hat es" in words
        assert "geben Sie deren Zertifikatsdatei an" in words
        keep(dialog, f"host-certificate-{scheme.value}")
        words = await said(dialog, secure.url.replace("https:", "http:"))
        assert "hat aufgelegt, antwortet aber auf https" in words
        assert "mit https:// statt http:// an" in words
        keep(dialog, f"host-wants-tls-{scheme.value}")
        host.models_answer = None
        host.models = [{"id": f"model-{number}"} for number in range(12)]
        words = await said(dialog, host.url)
        assert "hat 12 Modelle, etwa desk/model-0, " in words
        assert "…" not in words


async def test_what_is_unfolded_is_given_the_keys(tmp_path: Path) -> None:
    async with german_dialog(tmp_path, Scheme.LIGHT) as dialog:
        await until(dialog.isActiveWindow, "the dialog has the keys")
        dialog.advanced.setFocus()
        QTest.keyClick(dialog.advanced, Qt.Key.Key_Space)
        assert dialog.interface.hasFocus()
        assert not dialog.advanced.isVisible()
