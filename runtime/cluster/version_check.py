"""Do the client, the scheduler and the workers run the same Python and Dask?"""

from typing import Any

from ..program.errors import VersionMismatch

NEEDED_PACKAGES = ("python", "dask", "distributed")


def check_versions(found: dict[str, Any], where: str, strict: bool) -> None:
    """Compare what `Client.get_versions()` found; VersionMismatch if it differs.

    Code travels pickled, so Python's minor version and Dask's must be the same
    everywhere; `strict` compares all packages that Dask reports.
    """
    here = versions_of(found["client"], strict)
    others = {"the scheduler": found["scheduler"], **named_workers(found["workers"])}
    differences, other_python = [], False
    for name, info in others.items():
        there = versions_of(info, strict)
        other_python = other_python or minor_of(info) != minor_of(found["client"])
        other = [f"{key} {there[key]}" for key in there if here.get(key) != there[key]]
        if other:
            differences.append(f"{name} has {', '.join(other)}")
    if differences:
        text = mismatch_text(differences, here, where)
        raise VersionMismatch(text, other_python)


def mismatch_text(differences: list[str], here: dict[str, str], where: str) -> str:
    """One line that names who has what; of many workers the first few."""
    more = len(differences) - 4
    named = differences[:4] + ([f"{more} more differ"] if more > 0 else [])
    own = ", ".join(f"{key} {value}" for key, value in here.items())
    return f"versions differ on {where}: {'; '.join(named)}; this program has {own}"


def versions_of(info: Any, strict: bool) -> dict[str, str]:
    """Version texts by package name; of Python only the minor one unless strict."""
    if not isinstance(info, dict):
        return {}
    packages = {key: str(value) for key, value in info["packages"].items()}
    if strict:
        return {key: value for key, value in packages.items() if value != "None"}
    packages["python"] = minor_of(info)
    return {key: packages[key] for key in NEEDED_PACKAGES}


def minor_of(info: Any) -> str:
    """Python's minor version, such as "3.11"; "" where nothing is known of it."""
    version = info["packages"]["python"] if isinstance(info, dict) else ""
    return ".".join(str(version).split(".")[:2])


def named_workers(workers: dict[str, Any]) -> dict[str, Any]:
    """The workers that answered, by the name they have in a message."""
    return {
        f"worker {address}": info
        for address, info in workers.items()
        if isinstance(info, dict)
    }
