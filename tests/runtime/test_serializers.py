"""Serializers: what they write, and that they read it back."""

import base64
import datetime
import gzip
import pickle
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.results.serializers import (
    CompressedSerializer,
    DateTimeSerializer,
    JSONSerializer,
    PandasSerializer,
    PickleSerializer,
    Serializer,
)

NOON = datetime.datetime(2026, 5, 17, 12, tzinfo=datetime.timezone.utc)
EAST = datetime.timezone(datetime.timedelta(hours=2))


def test_pickles_take_functions_of_the_script() -> None:
    serializer = PickleSerializer()
    add = serializer.deserialize(serializer.serialize(lambda x: x + 1))
    assert add(1) == 2


def test_pickles_of_old_prefects_in_base64_are_read() -> None:
    old = base64.b64encode(cloudpickle.dumps({"a": 1}))
    assert PickleSerializer().deserialize(old) == {"a": 1}


def test_what_is_no_pickle_at_all_raises_the_first_error() -> None:
    with pytest.raises(pickle.UnpicklingError):
        PickleSerializer().deserialize(b"no pickle")


def test_json_is_text() -> None:
    assert JSONSerializer().serialize({"a": [1, None]}) == b'{"a": [1, null]}'
    assert JSONSerializer().deserialize(b'{"a": [1, null]}') == {"a": [1, None]}


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON, b"2026-05-17T12:00:00Z"),
        (NOON.replace(tzinfo=None), b"2026-05-17T12:00:00Z"),
        (NOON.astimezone(EAST), b"2026-05-17T14:00:00+02:00"),
    ],
)
def test_dates_are_iso_text(moment: datetime.datetime, text: bytes) -> None:
    assert DateTimeSerializer().serialize(moment) == text
    assert DateTimeSerializer().deserialize(text) == NOON


@pytest.mark.parametrize("library", ["bz2", "gzip", "lzma", "zlib"])
def test_compressed(library: str) -> None:
    serializer = CompressedSerializer(JSONSerializer(), format=library)
    data = serializer.serialize(["x"] * 1000)
    assert len(data) < 200
    assert serializer.deserialize(data) == ["x"] * 1000
    again = cloudpickle.loads(cloudpickle.dumps(serializer))
    assert again == serializer and again.deserialize(data) == ["x"] * 1000


def test_compressed_with_given_functions() -> None:
    serializer = CompressedSerializer(
        PickleSerializer(),
        compress=gzip.compress,
        decompress=gzip.decompress,
        compress_kwargs={"compresslevel": 1},
    )
    assert serializer.deserialize(serializer.serialize(7)) == 7


@pytest.mark.parametrize(
    ("named", "error", "text"),
    [
        ({}, ValueError, "Give either"),
        ({"compress": gzip.compress}, ValueError, "Give either"),
        ({"format": "gzip", "compress": gzip.compress}, ValueError, "not both"),
        ({"format": "nowhere"}, ImportError, "'nowhere' is not installed; one of bz2"),
        ({"format": "json"}, ValueError, "no functions compress and decompress"),
    ],
)
def test_compression_that_cannot_be(
    named: dict[str, Any], error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        CompressedSerializer(PickleSerializer(), **named)


def test_serializers_are_equal_by_kind_and_settings() -> None:
    assert PickleSerializer() == PickleSerializer() != JSONSerializer()
    packed = CompressedSerializer(JSONSerializer(), format="gzip")
    assert packed == CompressedSerializer(JSONSerializer(), format="gzip")
    assert packed != CompressedSerializer(PickleSerializer(), format="gzip")
    with pytest.raises(NotImplementedError):
        Serializer().serialize(1)


def test_frames_through_the_functions_of_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": [1, 2]})
    serializer = PandasSerializer("csv", serialize_kwargs={"index": False})
    assert serializer.serialize(frame) == b"a\n1\n2\n"
    assert serializer.deserialize(b"a\n1\n2\n").equals(frame)
    with pytest.raises(ValueError, match="Could not find deserialization methods"):
        PandasSerializer("nothing")


class FakePandas:
    """What a serializer asks of pandas; `to_csv` can only write text."""

    class DataFrame:
        """A frame of one text."""

        text = "a\n"

        def to_csv(self, file: Any, index: bool = True) -> None:
            file.write(self.text if index else "b\n")

    def read_csv(self, file: Any, header: int = 0) -> tuple[bytes, int]:
        return file.read(), header


def test_frames_as_text_and_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", FakePandas())
    serializer = PandasSerializer("csv", {"header": 3}, {"index": False})
    assert serializer.serialize(FakePandas.DataFrame()) == b"b\n"
    assert serializer.deserialize(b"b\n") == (b"b\n", 3)
    with pytest.raises(ValueError, match="methods for parquet"):
        PandasSerializer("parquet")


def test_without_pandas_a_frame_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    serializer = PandasSerializer("csv")
    with pytest.raises(ImportError, match="pip install pandas"):
        serializer.deserialize(b"a\n")
