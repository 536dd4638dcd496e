"""Results in files, and at whatever URL fsspec can write to."""

import contextlib
import datetime
import importlib
import os
import re
import urllib.parse
import urllib.request
import uuid
from typing import Any, Optional

from .results import StoredResult

# The package behind each kind of URL, where fsspec itself is not enough.
URL_PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
    "sftp": "paramiko",
    "ssh": "paramiko",
    "smb": "smbprotocol",
    "hdfs": "pyarrow",
    "http": "aiohttp",
    "https": "aiohttp",
}


def is_url(text: str) -> bool:
    return re.match(r"[A-Za-z][A-Za-z0-9+.]*://", text) is not None


def file_of_url(text: str) -> str:
    """The path that a file:// URL names; any other text as it is."""
    if not text.startswith("file://"):
        return text
    return urllib.request.url2pathname(urllib.parse.urlsplit(text).path)


def file_system(url: str, settings: dict[str, Any]) -> tuple[Any, str]:
    """fsspec's file system of a URL and the path in it.

    ImportError says in plain words which package is missing.
    """
    try:
        core: Any = importlib.import_module("fsspec.core")
        system, path = core.url_to_fs(url, **settings)
    except (ImportError, ValueError) as error:
        scheme = url.partition("://")[0]
        package = URL_PACKAGES.get(scheme, "fsspec")
        if isinstance(error, ImportError):
            raise ImportError(missing_package_text(url, package)) from error
        raise
    system.invalidate_cache()
    return system, path


def missing_package_text(url: str, package: str) -> str:
    return (
        f"{url} needs the package {package}: pip install {package} wherever the "
        "flow's tasks run"
    )


class UrlResult(StoredResult):
    """A result at a URL below `base`; `url_settings` are fsspec's storage options.

    ValueError for a base that names nothing: its URL would be a file of this machine.
    """

    @property
    def base(self) -> str:
        raise NotImplementedError

    def url_settings(self) -> dict[str, Any]:
        return {}

    def place_for(self, location: str) -> str:
        if is_url(location):
            return location
        base = self.base.rstrip("/")
        if base.endswith(":"):
            kind = type(self).__name__
            raise ValueError(f"{kind}: no bucket or container is given for {location}")
        return f"{base}/{location.lstrip('/')}"

    def load(self, place: str) -> bytes:
        system, path = file_system(place, self.url_settings())
        data: bytes = system.cat_file(path)
        return data

    def save(self, place: str, data: bytes) -> None:
        system, path = file_system(place, self.url_settings())
        try:
            system.pipe_file(path, data)
        except FileNotFoundError:
            system.makedirs(path.rpartition("/")[0], exist_ok=True)
            system.pipe_file(path, data)

    def has(self, place: str) -> bool:
        system, path = file_system(place, self.url_settings())
        return bool(system.exists(path))

    def read(self, location: str) -> Any:
        """As StoredResult; nothing at all reads as None, as in Prefect."""
        try:
            return super().read(location)
        except EOFError:
            new = self.from_value(None)
            new.location = location
            return new


class LocalResult(UrlResult):
    """A result in a file of the machine where the task runs.

    `dir` is a folder, ~/.prefect/results if not given; any URL that fsspec knows will
    do as well, as a folder or in the location. A location that is an absolute path
    stays one. Files appear whole: they are written beside their place and renamed.
    """

    def __init__(
        self, dir: Optional[str] = None, validate_dir: bool = True, **named: Any
    ) -> None:
        folder = file_of_url(results_folder(dir))
        if validate_dir and not is_url(folder):
            folder = os.path.abspath(os.path.expanduser(folder))
            os.makedirs(folder, exist_ok=True)
        self.dir = folder
        super().__init__(**named)

    @property
    def default_location(self) -> str:
        now = datetime.datetime.now(datetime.timezone.utc).isoformat().lower()
        stamp = re.sub(r"[^a-z0-9]+", "-", now)
        return self.place_for(f"prefect-result-{stamp}-{uuid.uuid4().hex[:8]}")

    @property
    def base(self) -> str:
        return self.dir

    def place_for(self, location: str) -> str:
        if is_url(self.dir) or is_url(location):
            return file_of_url(super().place_for(location))
        return os.path.join(self.dir, location)

    def load(self, place: str) -> bytes:
        if is_url(place):
            return super().load(place)
        with open(place, "rb") as file:
            return file.read()

    def save(self, place: str, data: bytes) -> None:
        if is_url(place):
            super().save(place, data)
        else:
            write_whole(place, data)

    def has(self, place: str) -> bool:
        return super().has(place) if is_url(place) else os.path.exists(place)

    def write(self, value_: Any, **named: Any) -> Any:
        new = super().write(value_, **named)
        new.location = self.place_for(new.location)
        return new


def results_folder(folder: Optional[str]) -> str:
    """The given folder; for none, or one inside Prefect's own, Prefect's results."""
    home = os.path.expanduser(os.environ.get("PREFECT__HOME_DIR", "~/.prefect"))
    home = os.path.abspath(home)
    if folder is None:
        return os.path.join(home, "results")
    with contextlib.suppress(ValueError):  # two drives of Windows
        if os.path.commonpath([home, os.path.abspath(folder)]) == home:
            return os.path.join(home, "results")
    return folder


def write_whole(path: str, data: bytes) -> None:
    """Write a file beside its place and rename it; folders are made as needed."""
    folder, name = os.path.split(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    beside = os.path.join(folder, f".{name[:100]}-{uuid.uuid4().hex}")
    try:
        with open(beside, "wb") as file:
            file.write(data)
        os.replace(beside, path)
    finally:
        with contextlib.suppress(OSError):
            os.remove(beside)
