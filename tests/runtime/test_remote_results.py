"""Results in object stores, and the result handlers of old Prefects."""

import json
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.results import result_handlers as handlers
from flowc.runtime.results.remote_results import AzureResult, GCSResult, S3Result
from flowc.runtime.results.stored_results import LocalResult, UrlResult


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Prefect home of the test's own."""
    monkeypatch.setenv("PREFECT__HOME_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


class MemoryResult(S3Result):
    """An S3Result whose bucket is in memory, behind the same code."""

    @property
    def base(self) -> str:
        return f"memory://{self.bucket}"

    def url_settings(self) -> dict[str, Any]:
        return {}


def test_bucket_results_keep_their_keys() -> None:
    result = MemoryResult("flowc-bucket", location="{day}/v")
    written = result.write(3, day="mo")
    assert written.location == "mo/v"
    assert result.exists("{day}/v", day="mo") and not result.exists("{day}/v", day="tu")
    assert result.read("mo/v").value == 3
    assert result.write(4, day="mo") and result.read("mo/v").value == 4
    assert result.from_value(5).write(5).location.endswith(".prefect_result")


def test_an_empty_object_reads_as_none() -> None:
    result = MemoryResult("flowc-bucket")
    result.save(result.place_for("empty"), b"")
    read = result.read("empty")
    assert (read.value, read.location) == (None, "empty")


@pytest.mark.parametrize(
    ("result", "place", "package"),
    [
        (S3Result("b"), "s3://b/k", "s3fs"),
        (GCSResult("b"), "gs://b/k", "gcsfs"),
        (AzureResult("c", "AccountKey=x"), "abfs://c/k", "adlfs"),
        (LocalResult(dir="s3://b", validate_dir=False), "s3://b/k", "s3fs"),
    ],
)
def test_a_missing_package_is_named(
    result: UrlResult, place: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    text = f"{place} needs the package {package}: pip install {package} wherever"
    for call in (
        lambda: result.write(1),
        lambda: result.read("k"),
        lambda: result.exists("k"),
    ):
        result.place("k")
        with pytest.raises(ImportError, match=text):
            call()


def test_settings_of_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    kwargs = {
        "region_name": "eu-west-1",
        "aws_access_key_id": "a",
        "aws_secret_access_key": "b",
        "use_session": True,
        "profile_name": "p",
    }
    result = S3Result("b", kwargs, {"ACL": "private"})
    expected = {
        "key": "a",
        "secret": "b",
        "profile": "p",
        "client_kwargs": {"region_name": "eu-west-1"},
        "s3_additional_kwargs": {"ACL": "private"},
    }
    assert result.url_settings() == expected
    keys = {"ACCESS_KEY": "c", "SECRET_ACCESS_KEY": "d"}
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__AWS_CREDENTIALS", json.dumps(keys))
    assert result.url_settings() == {**expected, "key": "c", "secret": "d"}
    assert S3Result("b").url_settings() == {"key": "c", "secret": "d"}
    given = {"ACCESS_KEY": "e", "SECRET_ACCESS_KEY": "f", "SESSION_TOKEN": "g"}
    settings = S3Result("b", {"credentials": given}).url_settings()
    assert settings == {"key": "e", "secret": "f", "token": "g"}


def test_settings_of_google_and_azure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GCSResult("b").url_settings() == {}
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__GCP_CREDENTIALS", '{"a": 1}')
    assert GCSResult("b").url_settings() == {"token": {"a": 1}}
    text = "AccountName=n;AccountKey=k"
    assert AzureResult("c", text).url_settings() == {"connection_string": text}
    settings = AzureResult("c", "AccountName=n;EndpointSuffix=e").url_settings()
    assert settings == {"account_name": "n", "anon": False}
    with pytest.raises(ValueError, match="connection string not provided"):
        AzureResult("c").url_settings()
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__AZ", text)
    by_secret = AzureResult("c", connection_string_secret="AZ")
    assert by_secret.url_settings() == {"connection_string": text}
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", "SharedAccessSignature=s")
    expected = {"connection_string": "SharedAccessSignature=s"}
    assert AzureResult("c").url_settings() == by_secret.url_settings() == expected


def test_handlers_of_old_prefects() -> None:
    local = handlers.LocalResultHandler()
    assert local.as_result() is local
    assert local.read(local.write(1).location).value == 1
    assert handlers.JSONResultHandler().write({"a": 1}).location == '{"a": 1}'
    assert handlers.ConstantResultHandler(4).read("").value == 4

    class Own(handlers.ResultHandler):
        def write(self, result: Any) -> str:
            return f"<{result}>"

        def read(self, loc: str) -> str:
            return loc[1:-1]

    own = Own().as_result()
    assert own.write(3).location == "<3>" and own.read("<3>").value == "3"
    assert own.exists("<3>") and own.writes
    assert not handlers.ResultHandler().as_result().exists("x")


def test_credentials_of_old_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"ACCESS_KEY": "a", "SECRET_ACCESS_KEY": "b", "ACCOUNT_NAME": "n"}
    values["ACCOUNT_KEY"] = "k"
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__OWN", json.dumps(values))
    s3 = handlers.S3ResultHandler("b", aws_credentials_secret="OWN")
    assert s3.url_settings() == {"key": "a", "secret": "b"}
    gcs = handlers.GCSResultHandler("b", credentials_secret="OWN")
    assert gcs.url_settings() == {"token": values}
    azure = handlers.AzureResultHandler("c", azure_credentials_secret="OWN")
    assert azure.url_settings() == {"account_name": "n", "account_key": "k"}
