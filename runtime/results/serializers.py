"""Serializers: how results become bytes and come back (semantics, section 10.4)."""

import base64
import datetime
import importlib
import io
import json
from typing import Any, Callable, Optional

COMPRESSION_LIBRARIES = ("bz2", "gzip", "lzma", "zlib")


class Serializer:
    """Makes bytes of values and values of bytes; of one type, all are equal."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def serialize(self, value: Any) -> bytes:
        raise NotImplementedError

    def deserialize(self, value: bytes) -> Any:
        raise NotImplementedError


class PickleSerializer(Serializer):
    """Pickles anything, functions and classes of a script included."""

    def serialize(self, value: Any) -> bytes:
        import cloudpickle

        data: bytes = cloudpickle.dumps(value)
        return data

    def deserialize(self, value: bytes) -> Any:
        import cloudpickle

        try:
            return cloudpickle.loads(value)
        except Exception as error:
            try:  # Prefect 0.x wrote pickles in base64
                return cloudpickle.loads(base64.b64decode(value))
            except Exception:
                raise error from None


class JSONSerializer(Serializer):
    """JSON text in UTF-8."""

    def serialize(self, value: Any) -> bytes:
        return json.dumps(value).encode()

    def deserialize(self, value: bytes) -> Any:
        return json.loads(value)


class DateTimeSerializer(Serializer):
    """A date and time as ISO 8601 text; one without a zone is taken as UTC.

    What is read is pendulum's DateTime where pendulum is installed, as in Prefect.
    """

    def serialize(self, value: Any) -> bytes:
        if value.tzinfo is None:
            value = value.replace(tzinfo=datetime.timezone.utc)
        text: str = value.isoformat()
        if not value.utcoffset():
            text = text[: -len("+00:00")] + "Z"
        return text.encode()

    def deserialize(self, value: bytes) -> Any:
        text = value.decode()
        try:
            return importlib.import_module("pendulum").parse(text)
        except ImportError:
            ended = text[:-1] + "+00:00" if text.endswith("Z") else text
            found = datetime.datetime.fromisoformat(ended)
            return found if found.tzinfo else found.replace(tzinfo=utc_zone())


def utc_zone() -> datetime.timezone:
    return datetime.timezone.utc


class PandasSerializer(Serializer):
    """A data frame through `DataFrame.to_<file_type>` and `pandas.read_<file_type>`.

    ValueError for a type that pandas doesn't know; where there is no pandas when the
    serializer is made, that shows only when it is used.
    """

    def __init__(
        self,
        file_type: str,
        deserialize_kwargs: Optional[dict[str, Any]] = None,
        serialize_kwargs: Optional[dict[str, Any]] = None,
    ) -> None:
        self.file_type = file_type
        self.deserialize_kwargs = deserialize_kwargs or {}
        self.serialize_kwargs = serialize_kwargs or {}
        try:
            pandas = pandas_module()
        except ImportError:
            return
        self.method_of(pandas, "read")
        self.method_of(pandas.DataFrame, "to")

    def serialize(self, value: Any) -> bytes:
        write = self.method_of(value, "to")
        data = io.BytesIO()
        try:
            write(data, **self.serialize_kwargs)
        except TypeError:  # some versions and formats only write text
            text = io.StringIO()
            write(text, **self.serialize_kwargs)
            return text.getvalue().encode()
        return data.getvalue()

    def deserialize(self, value: bytes) -> Any:
        read = self.method_of(pandas_module(), "read")
        return read(io.BytesIO(value), **self.deserialize_kwargs)

    def method_of(self, owner: Any, kind: str) -> Callable[..., Any]:
        """The function that reads or writes this type of file; else ValueError."""
        method: Any = getattr(owner, f"{kind}_{self.file_type}", None)
        if method is None:
            way = "deserialization" if kind == "read" else "serialization"
            raise ValueError(f"Could not find {way} methods for {self.file_type}")
        found: Callable[..., Any] = method
        return found


def pandas_module() -> Any:
    try:
        return importlib.import_module("pandas")
    except ImportError as error:
        raise ImportError(
            "PandasSerializer needs the package pandas: pip install pandas "
            "wherever the flow's tasks run"
        ) from error


class CompressedSerializer(Serializer):
    """Another serializer's bytes, compressed.

    `format` names a library of Python that compresses; otherwise give both functions.
    """

    def __init__(
        self,
        serializer: Serializer,
        format: Optional[str] = None,
        compress: Optional[Callable[..., bytes]] = None,
        decompress: Optional[Callable[..., bytes]] = None,
        compress_kwargs: Optional[dict[str, Any]] = None,
        decompress_kwargs: Optional[dict[str, Any]] = None,
    ) -> None:
        if format and (compress or decompress):
            raise ValueError("Give either format= or compress=/decompress=, not both.")
        if format:
            compress, decompress = functions_of_format(format)
        if not compress or not decompress:
            raise ValueError("Give either format= or both compress= and decompress=.")
        self.serializer = serializer
        self.functions = (compress, decompress)
        self.compress_kwargs = compress_kwargs or {}
        self.decompress_kwargs = decompress_kwargs or {}

    def serialize(self, value: Any) -> bytes:
        data = self.serializer.serialize(value)
        return self.functions[0](data, **self.compress_kwargs)

    def deserialize(self, value: bytes) -> Any:
        data = self.functions[1](value, **self.decompress_kwargs)
        return self.serializer.deserialize(data)


def functions_of_format(
    library: str,
) -> tuple[Callable[..., bytes], Callable[..., bytes]]:
    """`compress` and `decompress` of a library of Python, by its name."""
    known = ", ".join(name for name in COMPRESSION_LIBRARIES if name != library)
    try:
        module: Any = importlib.import_module(library)
    except ImportError as error:
        raise ImportError(
            f"The compression library {library!r} is not installed; one of {known}?"
        ) from error
    try:
        return module.compress, module.decompress
    except AttributeError as error:
        raise ValueError(
            f"{library!r} has no functions compress and decompress; use one of "
            f"{known}, or give the functions themselves"
        ) from error
