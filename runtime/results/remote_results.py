"""Results in the object stores of Amazon, Google and Microsoft, through fsspec."""

import os
import re
from typing import Any, Optional

from ..library.secrets import Secret
from .stored_results import UrlResult

AZURE_VARIABLE = "AZURE_STORAGE_CONNECTION_STRING"


class S3Result(UrlResult):
    """A result in a bucket of S3; locations are keys.

    Credentials are those of `boto3_kwargs`, of the secret AWS_CREDENTIALS (a
    dictionary with ACCESS_KEY, SECRET_ACCESS_KEY, SESSION_TOKEN), or what s3fs finds.
    The other `boto3_kwargs` (region_name, endpoint_url, ...) go to the client;
    `upload_options` are the ExtraArgs of uploads.
    """

    credentials_secret: Optional[str] = "AWS_CREDENTIALS"

    def __init__(
        self,
        bucket: str,
        boto3_kwargs: Optional[dict[str, Any]] = None,
        upload_options: Optional[dict[str, Any]] = None,
        **named: Any,
    ) -> None:
        self.bucket = bucket
        self.boto3_kwargs = boto3_kwargs or {}
        self.upload_options = upload_options or {}
        super().__init__(**named)

    @property
    def base(self) -> str:
        return f"s3://{self.bucket or ''}"

    def url_settings(self) -> dict[str, Any]:
        client = dict(self.boto3_kwargs)
        client.pop("use_session", None)
        credentials = client.pop("credentials", None)
        credentials = credentials or secret_if_known(self.credentials_secret)
        settings = {
            "profile": client.pop("profile_name", None),
            "key": client.pop("aws_access_key_id", None),
            "secret": client.pop("aws_secret_access_key", None),
            "token": client.pop("aws_session_token", None),
            "client_kwargs": client,
            "s3_additional_kwargs": self.upload_options,
            **aws_credentials(credentials),
        }
        return {name: item for name, item in settings.items() if item}


def aws_credentials(found: Any) -> dict[str, Any]:
    """What s3fs calls the keys of Prefect's dictionary of credentials."""
    if not isinstance(found, dict):
        return {}
    names = {
        "key": "ACCESS_KEY",
        "secret": "SECRET_ACCESS_KEY",
        "token": "SESSION_TOKEN",
    }
    return {name: found.get(theirs) for name, theirs in names.items()}


def secret_if_known(name: Optional[str]) -> Any:
    """The value of a secret, None where there is none of this name."""
    return Secret(name).get() if name and Secret(name).exists() else None


class GCSResult(UrlResult):
    """A result in a bucket of Google Cloud Storage; locations are names of blobs.

    Credentials are those of the secret GCP_CREDENTIALS (a service account key), or
    what gcsfs finds.
    """

    credentials_secret: Optional[str] = "GCP_CREDENTIALS"

    def __init__(self, bucket: Optional[str] = None, **named: Any) -> None:
        self.bucket = bucket
        super().__init__(**named)

    @property
    def base(self) -> str:
        return f"gs://{self.bucket or ''}"

    def url_settings(self) -> dict[str, Any]:
        credentials = secret_if_known(self.credentials_secret)
        return {"token": credentials} if credentials else {}


class AzureResult(UrlResult):
    """A result in a container of Azure Blob Storage; locations are names of blobs.

    The connection string is the given one, or the variable
    AZURE_STORAGE_CONNECTION_STRING where the result is made or used, or the secret
    that `connection_string_secret` names.
    """

    def __init__(
        self,
        container: str,
        connection_string: Optional[str] = None,
        connection_string_secret: Optional[str] = None,
        **named: Any,
    ) -> None:
        self.container = container
        self.connection_string = connection_string or os.getenv(AZURE_VARIABLE)
        self.connection_string_secret = connection_string_secret
        super().__init__(**named)

    @property
    def base(self) -> str:
        return f"abfs://{self.container or ''}"

    def url_settings(self) -> dict[str, Any]:
        text = self.connection_string or os.getenv(AZURE_VARIABLE)
        if not text and self.connection_string_secret:
            text = Secret(self.connection_string_secret).get()
        if not text:
            raise ValueError(
                "Azure connection string not provided: give connection_string= or "
                "connection_string_secret=, or set AZURE_STORAGE_CONNECTION_STRING"
            )
        if re.search("AccountKey=|SharedAccessSignature=", text):
            return {"connection_string": text}
        account = re.search("AccountName=([^;]+)", text)
        return {"account_name": account[1] if account else None, "anon": False}
