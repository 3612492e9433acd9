"""The import contracts cover every room, and ours bites."""

import tomllib
from pathlib import Path
from typing import Any

from grimp import ImportGraph
from importlinter.domain.contract import ContractCheck

from tools.contracts import PrivateToRoom

ROOT = Path(__file__).parents[2]


def _contract(name: str) -> dict[str, Any]:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return next(contract for contract in linter["contracts"] if contract["id"] == name)


def _check(importer: str, imported: str) -> ContractCheck:
    graph = ImportGraph()
    for module in ("", ".parties", ".parties.models", ".parties.reactions", ".delivery"):
        graph.add_module(f"wasl.domains{module}")
    graph.add_import(importer=importer, imported=imported)
    words = _contract("tables")
    options = {name: words[name] for name in ("rooms", "private", "assembly", "port_users")}
    contract = PrivateToRoom(name="tables", session_options={}, contract_options=options)
    return contract.check(graph, verbose=False)


def test_every_room_is_held_to_the_order_inside():
    rooms = {
        f"wasl.domains.{folder.name}"
        for folder in (ROOT / "src/wasl/domains").iterdir()
        if (folder / "__init__.py").is_file()
    }
    assert set(_contract("inside")["containers"]) == rooms


def test_another_rooms_tables_are_refused():
    check = _check("wasl.domains.delivery.actions", "wasl.domains.parties.models.people")
    assert not check.kept
    assert check.metadata["found"] == [
        "wasl.domains.delivery.actions imports wasl.domains.parties.models.people"
    ]


def test_a_rooms_own_tables_are_its_to_read():
    assert _check("wasl.domains.parties.queries", "wasl.domains.parties.models").kept


def test_a_gateway_may_use_ports_and_nothing_else_of_a_room():
    assert _check("wasl.gateways.sms.real", "wasl.domains.parties.ports").kept
    assert not _check("wasl.gateways.sms.real", "wasl.domains.parties.reactions").kept
    assert _check("wasl.project.reactions", "wasl.domains.parties.reactions").kept
