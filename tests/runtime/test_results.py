"""Results: where values are written, and that they are found again."""

import datetime
import json
import os
import pickle
import subprocess
from pathlib import Path
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.results.results import (
    ConstantResult,
    PrefectResult,
    Result,
    SecretResult,
)
from flowc.runtime.results.serializers import (
    CompressedSerializer,
    DateTimeSerializer,
    JSONSerializer,
    PickleSerializer,
)
from flowc.runtime.results.store_errors import ResultNotImplementedError
from flowc.runtime.results.stored_results import LocalResult

from tests.support.places import require_python


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Prefect home of the test's own."""
    monkeypatch.setenv("PREFECT__HOME_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_plain_result_stores_nothing() -> None:
    result = Result(3)
    assert not result.writes and repr(result) == "<Result: 3>"
    for call in (
        lambda: result.write(1),
        lambda: result.read("x"),
        lambda: result.exists("x"),
    ):
        with pytest.raises(ResultNotImplementedError, match="base Result class"):
            call()


def test_locations_are_filled_in_from_strings_and_functions() -> None:
    day = datetime.date(2026, 5, 1)
    named = {"flow_name": "f", "parameters": {"x": 3}, "day": day}
    template = Result(location="{flow_name}-{parameters[x]}-{day:%Y}.bin")
    assert template.format(**named).location == "f-3-2026.bin"
    assert template.location == "{flow_name}-{parameters[x]}-{day:%Y}.bin"
    function = Result(location=lambda flow_name, **_: flow_name.upper())
    assert function.location is None
    assert function.format(**named).location == "F"
    assert Result().format().location.endswith(".prefect_result")
    template.place(lambda **_: "moved")
    assert template.format().location == "moved"
    template.location = lambda **_: "set"
    assert template.format().location == "set"


def test_results_are_equal_by_kind_and_settings() -> None:
    assert Result(1, location="a") == Result(1, location="a")
    assert Result(1) != Result(2) and Result(1) != ConstantResult(value=1)
    assert Result(1).from_value(2) == Result(2)
    assert Result(serializer=JSONSerializer()) != Result()


def test_validators() -> None:
    positive = Result(1, validators=[lambda result: result.value > 0])
    assert positive.validate() and not positive.from_value(-1).validate()
    assert Result().validate() and Result(run_validators=False).run_validators is False


def test_a_local_result_writes_reads_and_looks(tmp_path: Path) -> None:
    result = LocalResult(dir=str(tmp_path / "out"), location="{name}/x.bin")
    assert (tmp_path / "out").is_dir() and result.writes
    assert not result.exists("{name}/x.bin", name="a")
    written = result.write({"a": 1}, name="a")
    assert written.location == str(tmp_path / "out" / "a" / "x.bin")
    assert written.value == {"a": 1} and result.value is None
    assert result.exists("{name}/x.bin", name="a")
    for location in ("a/x.bin", written.location):
        read = result.read(location)
        assert (read.value, read.location) == ({"a": 1}, location)
    assert cloudpickle.loads(Path(written.location).read_bytes()) == {"a": 1}
    assert os.listdir(tmp_path / "out" / "a") == ["x.bin"]


def test_a_file_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = LocalResult(dir=str(tmp_path), location="x")
    result.write(1)

    def full(source: str, target: str) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        result.write(2)
    assert result.read("x").value == 1 and os.listdir(tmp_path) == ["x"]


def test_a_value_that_cannot_be_serialized_leaves_no_file(tmp_path: Path) -> None:
    result = LocalResult(str(tmp_path), location="x", serializer=JSONSerializer())
    with pytest.raises(TypeError):
        result.write(object())
    assert os.listdir(tmp_path) == []


def test_the_default_folder_is_prefects(home: Path, tmp_path: Path) -> None:
    assert LocalResult().dir == str(home / "results") and (home / "results").is_dir()
    # As in Prefect: whatever lies inside its folder means the default.
    assert LocalResult(dir=str(home / "mine")).dir == str(home / "results")
    assert LocalResult(dir="some", validate_dir=False).dir == "some"
    first, second = LocalResult().write(1), LocalResult().write(1)
    assert first.location != second.location
    assert os.path.dirname(first.location) == str(home / "results")
    assert os.path.basename(first.location).startswith("prefect-result-20")


def test_a_local_result_travels(tmp_path: Path) -> None:
    result = LocalResult(str(tmp_path), location=lambda **named: named["name"])
    there = cloudpickle.loads(cloudpickle.dumps(result))
    assert there.write(5, name="n").location == str(tmp_path / "n")
    assert result.read("n").value == 5


def test_urls_are_folders_and_locations_too(tmp_path: Path) -> None:
    memory = LocalResult(dir="memory://flowc-test/deep", location="{x}.json")
    memory.serializer = JSONSerializer()
    written = memory.write([1], x=1)
    assert written.location == "memory://flowc-test/deep/1.json"
    assert memory.exists("1.json") and not memory.exists("2.json")
    assert memory.read(written.location).value == memory.read("1.json").value == [1]
    assert memory.default_location.startswith("memory://flowc-test/deep/prefect-result")

    local = LocalResult(str(tmp_path), location="memory://flowc-test/other")
    assert local.write(2).location == "memory://flowc-test/other"
    assert local.exists("memory://flowc-test/other") and os.listdir(tmp_path) == []


def test_file_urls_are_files(tmp_path: Path) -> None:
    result = LocalResult(dir=f"file://{tmp_path}/a%20b", location="x")
    assert result.write(1).location == str(tmp_path / "a b" / "x")
    assert (tmp_path / "a b" / "x").exists()
    elsewhere = LocalResult(location=f"file://{tmp_path}/y").write(2)
    assert elsewhere.location == str(tmp_path / "y")
    assert elsewhere.read(f"file://{tmp_path}/y").value == 2


def test_the_value_is_a_prefect_results_location() -> None:
    written = PrefectResult().write({"a": 1})
    assert written.location == '{"a": 1}' and PrefectResult().exists('{"a": 1}')
    assert not PrefectResult().exists("{")
    assert PrefectResult().read(written.location).value == {"a": 1}
    dated = PrefectResult(serializer=DateTimeSerializer())
    noon = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
    assert dated.write(noon).location == "2026-01-01T12:00:00Z"
    with pytest.raises(TypeError, match="only supports JSONSerializer"):
        PrefectResult(serializer=PickleSerializer())


def test_constants_and_secrets_are_never_written() -> None:
    constant = ConstantResult(value=3)
    assert constant.exists("anything") and constant.read("x").value == 3

    class Task:
        name = "s"

        def run(self, name: str) -> str:
            return f"the value of {name}"

    secret = SecretResult(Task())
    assert secret.location == "s" and secret.read("t").value == "the value of t"
    for result in (constant, secret):
        with pytest.raises(ValueError, match="annot"):
            result.write(1)
    with pytest.raises(ValueError, match="Can't pass a serializer"):
        ConstantResult(serializer=JSONSerializer())
    with pytest.raises(ValueError, match="Can't pass a serializer"):
        SecretResult(Task(), serializer=JSONSerializer())


def test_results_of_a_files_own() -> None:
    kept: dict[str, Any] = {}

    class Kept(Result):
        def exists(self, location: str, **named: Any) -> bool:
            return location.format(**named) in kept

        def write(self, value_: Any, **named: Any) -> Any:
            new = self.format(**named)
            kept[new.location] = new.value = value_
            return new

    result = Kept(location="{a}")
    assert result.writes and result.write(1, a=2).location == "2"
    assert result.exists("{a}", a=2)


# Writes with the real Prefect what flowc is to read, and says where.
WRITER = """
import json, sys
from prefect.engine.results import LocalResult, PrefectResult
from prefect.engine.serializers import *
folder, named = sys.argv[1], {"flow_name": "f", "parameters": {"n": 1}}
kinds = [PickleSerializer(), JSONSerializer(), CompressedSerializer(
    JSONSerializer(), format="gzip")]
rows = []
for number, kind in enumerate(kinds):
    result = LocalResult(dir=folder, location="{flow_name}/{parameters[n]}-%d" % number,
                         serializer=kind)
    rows.append(result.write({"v": [number]}, **named).location)
import pendulum
moment = pendulum.datetime(2026, 5, 17, 12, tz="Europe/Berlin")
print(json.dumps([rows, PrefectResult().write([1]).location,
      DateTimeSerializer().serialize(moment).decode()]))
"""


@pytest.mark.environment
@pytest.mark.slow
def test_what_prefect_wrote_is_read_and_lies_in_the_same_place(tmp_path: Path) -> None:
    python = require_python("oracle")
    done = subprocess.run(
        [python, "-c", WRITER, str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rows, prefect, moment = json.loads(done.stdout.splitlines()[-1])
    serializers = (
        PickleSerializer(),
        JSONSerializer(),
        CompressedSerializer(JSONSerializer(), format="gzip"),
    )
    for number, (row, serializer) in enumerate(zip(rows, serializers, strict=True)):
        result = LocalResult(
            dir=str(tmp_path),
            location="{flow_name}/{parameters[n]}-" + str(number),
            serializer=serializer,
        )
        assert result.read(row).value == {"v": [number]}
        named = {"flow_name": "f", "parameters": {"n": 1}}
        assert result.write({"v": [number]}, **named).location == row
    assert PrefectResult().write([1]).location == prefect
    zone = datetime.timezone(datetime.timedelta(hours=2))
    ours = datetime.datetime(2026, 5, 17, 12, tzinfo=zone)
    assert DateTimeSerializer().serialize(ours).decode() == moment
    assert pickle.loads(Path(rows[0]).read_bytes()) == {"v": [0]}
