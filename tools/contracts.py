"""The import contract that import-linter has no word for: what a room keeps to itself."""

from __future__ import annotations

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateToRoom(Contract):
    """A room's private modules are imported by that room alone.

    Two doors stay open: the assembly wires reactions and personal data, and gateways
    implement ports.
    """

    rooms = fields.StringField()
    private = fields.SetField(subfield=fields.StringField())
    assembly = fields.StringField()
    port_users = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import of a private module from outside its room."""
        found: list[str] = []
        # import-linter puts plain values where the class declares fields.
        private = sorted(cast("set[str]", self.private))
        for room in sorted(graph.find_children(str(self.rooms))):
            for name in private:
                top = f"{room}.{name}"
                if top not in graph.modules:
                    continue
                for module in {top, *graph.find_descendants(top)}:
                    importers = graph.find_modules_that_directly_import(module)
                    found += [
                        f"{importer} imports {module}"
                        for importer in sorted(importers)
                        if not self._may(importer, room, name)
                    ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that has to go."""
        for sentence in check.metadata["found"]:
            output.print_error(sentence, bold=False)
        output.new_line()

    def _may(self, importer: str, room: str, name: str) -> bool:
        doors = {room}
        if name in {"reactions", "personal_data", "ports"}:
            doors.add(str(self.assembly))
        if name == "ports":
            doors.add(str(self.port_users))
        return any(importer == door or importer.startswith(f"{door}.") for door in doors)
