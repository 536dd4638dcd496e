"""What scripts have of a project's modules: all that is reached, as it stands there."""

import ast
from collections.abc import Iterator

from tests.projects.carried import Prefixes, Text, definitions, differences, undelayed
from tests.projects.project import ALL, Project
from tests.projects.scripts import named, without_runtime_of


def defined(project: Project, left: bool) -> Iterator[tuple[str, Text]]:
    """The definitions that a script must have, or those that are `left` out of it, by
    their dotted names."""
    for module, path in project.modules.items():
        if module in project.apart:
            continue
        for name, text in definitions(path.read_text()).items():
            dotted = f"{module}.{name}"
            if left == bool({module, dotted} & project.left):
                yield dotted, text


def alike(project: Project, text: Text) -> dict[str, list[str]]:
    """The definitions of a script that may be this one: what differs, by name."""
    prefixes = Prefixes(project.modules)
    return {
        name: list(differences(text, other, project))
        for name, other in definitions(undelayed(without_runtime_of(project))).items()
        if prefixes.fits(text.node.name, name)
    }


@named(ALL)
def test_definitions_are_carried_word_for_word(project: Project) -> None:
    for path, text in defined(project, left=False):
        near = alike(project, text)
        assert near, f"{path} is not in the script"
        if path not in project.said.get("rewritten", []):
            assert [] in near.values(), path


@named(ALL)
def test_what_is_not_reached_is_left_out(project: Project) -> None:
    for path, text in defined(project, left=True):
        assert [] not in alike(project, text).values(), path
    script = without_runtime_of(project)
    for word in project.said.get("absent", []):
        assert word not in script


@named(ALL)
def test_modules_stay_apart_only_where_they_must(project: Project) -> None:
    tree = ast.parse(without_runtime_of(project))
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    texts = {name: path.read_text() for name, path in project.modules.items()}
    apart = [
        name
        for name, text in texts.items()
        if text.strip() and any(text.strip() in literal for literal in literals)
    ]
    assert apart == sorted(project.apart)


@named(ALL)
def test_nothing_of_the_project_is_imported(project: Project) -> None:
    tops = {name.partition(".")[0] for name in project.modules} | {"prefect", "flowc"}
    tree = Unchecked().visit(ast.parse(without_runtime_of(project)))
    imported = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imports_of(node)
    ]
    assert [name for name in imported if name.partition(".")[0] in tops] == []
    assert not [name for name in imported if name.startswith(".")]


class Unchecked(ast.NodeTransformer):
    """Leaves out what only type checkers read."""

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        checked = ast.unparse(node.test).endswith("TYPE_CHECKING")
        return ast.Pass() if checked else node


def imports_of(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    return ["." * node.level + (node.module or "")]
