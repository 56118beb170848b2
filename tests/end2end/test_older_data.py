"""The window on a data folder of the first Octavo: what was said stands there, and goes on."""

from __future__ import annotations

from support import older_data
from support.qt import until
from support.window import open_window, panel_of, type_question


async def test_a_thread_of_the_first_version_can_be_read_and_gone_on_with(tmp_path):
    data = tmp_path / "data"
    older_data.lay_down(data)
    async with open_window(data) as program:
        await until(lambda: program.window.is_ready, "the data are brought up to date", seconds=60)
        threads = program.window.sidebar.threads_model
        assert threads.rowCount()
        panel = panel_of(program)
        await until(lambda: len(panel.messages) == 2, "what was said", seconds=30)
        assert program.window.header.title == older_data.TITLE
        assert older_data.ANSWER in panel.messages[-1].text
        type_question(program, "How large is the rent?")
        await until(lambda: len(panel.messages) == 4, "another answer", seconds=60)
        await until(lambda: "940 euros" in panel.messages[-1].text, "with a quote", seconds=60)
