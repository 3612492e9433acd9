"""One way in to change, one way in to read."""

import ast

import pytest

from tests.architecture.sources import Module, decorators, modules

WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
}
# Methods of plain dictionaries and sets share these names.
PLAIN = {"update"}


def writes_outside_of_actions(module: Module) -> list[str]:
    """Calls that write to a table in a file that is not a room's actions."""
    if module.part == "actions":
        return []
    found = []
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, target = node.func.attr, ast.unparse(node.func.value)
        if name in WRITES and (".objects" in target or (name not in PLAIN and name != "delete")):
            found.append(f"{module.path}:{node.lineno} {target}.{name}")
    return found


def test_only_actions_write():
    found = [line for module in modules("domains") for line in writes_outside_of_actions(module)]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "def find(by):\n    return Party.objects.create(name='x')",
        "def find(by, party):\n    party.save()",
        "def find(by):\n    Party.objects.filter(pk=1).update(name='x')",
    ],
)
def test_a_query_that_writes_is_caught(text):
    assert writes_outside_of_actions(Module.read("domains/parties/queries.py", text))


def test_a_query_that_reads_is_not_caught():
    text = "def find(by):\n    return list(Party.objects.filter(name='x'))"

    assert not writes_outside_of_actions(Module.read("domains/parties/queries.py", text))


def undeclared_functions(module: Module) -> list[str]:
    """Public functions of actions and queries that take an actor and say not what they are.

    A plain function may compose actions (a wrong code is counted although the rest is refused);
    it then calls them with the actor it was given, and its docstring says so.
    """
    wanted = {"actions": {"action"}, "queries": {"query", "recorded_query"}}.get(module.part)
    if wanted is None:
        return []
    found = []
    for function in module.functions():
        if function.name.startswith("_"):
            continue
        takes_actor = bool(function.args.args) and function.args.args[0].arg == "by"
        if takes_actor and not decorators(function) & wanted and _touches_tables(function):
            found.append(f"{module.path}:{function.lineno} {function.name}")
    return found


def _touches_tables(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(function)
    )


def test_every_public_function_is_an_action_or_a_query():
    found = [line for module in modules("domains") for line in undeclared_functions(module)]

    assert found == []


def test_a_function_that_forgot_its_decorator_is_caught():
    text = "def find(by: Actor) -> None:\n    return Party.objects.count()"

    assert undeclared_functions(Module.read("domains/parties/queries.py", text))
    assert undeclared_functions(Module.read("domains/parties/actions/merging.py", text))


def functions_without_promise(module: Module) -> list[str]:
    """Actions and queries without a docstring."""
    if module.part not in ("actions", "queries"):
        return []
    return [
        f"{module.path}:{function.lineno} {function.name}"
        for function in module.functions()
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]


def test_every_action_and_query_says_what_it_promises():
    found = [line for module in modules("domains") for line in functions_without_promise(module)]

    assert found == []


def test_a_missing_promise_is_caught():
    module = Module.read("domains/parties/actions.py", "def merge(by: Actor) -> None: ...")

    assert functions_without_promise(module)


def positional_arguments(module: Module) -> list[str]:
    """Actions and queries that take more than the actor by position."""
    if module.part not in ("actions", "queries"):
        return []
    return [
        f"{module.path}:{function.lineno} {function.name}"
        for function in module.functions()
        if decorators(function) & {"action", "query", "recorded_query"}
        and len(function.args.args) > 1
    ]


def test_after_the_actor_everything_is_named():
    assert [line for module in modules("domains") for line in positional_arguments(module)] == []


def test_an_argument_by_position_is_caught():
    text = "@action\ndef merge(by: Actor, party: UUID) -> None:\n    'x'"

    assert positional_arguments(Module.read("domains/parties/actions.py", text))
