"""The menu of further cuts: sizes, seeds, what WeChat may do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from streamlab.ui.look.parts import Translated, column
from streamlab.words.clients import cut_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIZES: Final = (16, 64, 256, 512, 2048)
_LARGEST: Final = 1_000_000


class CutsButton(Translated):
    """Adds columns, and takes them away again."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button, self.menu = QToolButton(self), QMenu(self)
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._shown: tuple[str, ...] = ()
        self._extra: tuple[str, ...] = ()
        self.setLayout(column(self.button))
        self.menu.aboutToShow.connect(self.fill)
        self.retranslate()

    def show_cuts(self, shown: Sequence[str], extra: Sequence[str]) -> None:
        """The columns there are, and those of them that may go."""
        self._shown, self._extra = tuple(shown), tuple(extra)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.button.setText(self.tr("Cuts") + " ▾")
        self.button.setAccessibleName(self.tr("More cuts"))
        self.button.setToolTip(self.tr("Adds a column: other sizes, chance, your own borders."))

    def fill(self) -> None:
        """The menu as it is now."""
        from streamlab.cuts import WECHAT

        self.menu.clear()
        wechat = self.menu.addMenu(self.tr("As WeChat might deliver it"))
        for size in WECHAT:
            self._offer(wechat, f"wechat:{size}")
        sizes = self.menu.addMenu(self.tr("Every so many bytes"))
        for size in _SIZES:
            self._offer(sizes, f"fixed:{size}")
        sizes.addSeparator()
        self._do(sizes, self.tr("Another size …"), self.ask_size)
        self._do(self.menu, self.tr("Random sizes, seed {seed}").format(seed=self._next_seed()), self._add_seed)
        self._do(self.menu, self.tr("Random sizes, another seed …"), self.ask_seed)
        self._do(self.menu, self.tr("Borders of your own …"), self.ask_borders)
        if self._extra:
            self.menu.addSection(self.tr("Take away"))
            for cuts in self._extra:
                self._do(self.menu, f"✕ {cut_name(cuts).title}", partial(self.removed.emit, cuts))

    def ask_size(self) -> None:
        """Asks for a number of bytes."""
        dialog = self._dialog(self.tr("Bytes per chunk"))
        dialog.setIntRange(1, _LARGEST)
        dialog.setIntValue(100)
        dialog.intValueSelected.connect(lambda size: self.added.emit(f"fixed:{size}"))
        dialog.open()

    def ask_seed(self) -> None:
        """Asks for a seed."""
        dialog = self._dialog(self.tr("Seed: the same one gives the same sizes"))
        dialog.setIntRange(0, _LARGEST)
        dialog.setIntValue(self._next_seed())
        dialog.intValueSelected.connect(lambda seed: self.added.emit(f"random:{seed}"))
        dialog.open()

    def ask_borders(self) -> None:
        """Asks for offsets."""
        dialog = self._dialog(self.tr("Offsets of the borders, as 12, 40, 41"))
        dialog.setInputMode(QInputDialog.InputMode.TextInput)
        dialog.textValueSelected.connect(lambda text: self.added.emit("at:" + ",".join(text.replace(",", " ").split())))
        dialog.open()

    def _add_seed(self) -> None:
        self.added.emit(f"random:{self._next_seed()}")

    def _next_seed(self) -> int:
        return next(seed for seed in range(1, len(self._shown) + 2) if f"random:{seed}" not in self._shown)

    def _dialog(self, label: str) -> QInputDialog:
        dialog = QInputDialog(self)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(self.tr("One more cut"))
        dialog.setLabelText(label)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _offer(self, menu: QMenu, cuts: str) -> None:
        action = self._do(menu, cut_name(cuts).title, lambda: self.added.emit(cuts))
        action.setEnabled(cuts not in self._shown)

    @staticmethod
    def _do(menu: QMenu, text: str, call: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: call())
        return action
