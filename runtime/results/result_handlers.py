"""Result handlers, what Prefect 0.6 to 0.14 had before results, as results."""

from typing import Any, Optional

from .remote_results import AzureResult, GCSResult, S3Result, secret_if_known
from .results import (
    ConstantResult,
    PrefectResult,
    Result,
    SecretResult,
)
from .serializers import JSONSerializer, PandasSerializer
from .stored_results import LocalResult

GCS_SECRET = "GOOGLE_APPLICATION_CREDENTIALS"
AZURE_SECRET = "AZ_CREDENTIALS"


class ResultHandler:
    """The base of a file's own handlers: `write(value)` gives a location to `read`."""

    def read(self, loc: Any) -> Any:
        raise NotImplementedError

    def write(self, result: Any) -> Any:
        raise NotImplementedError

    def as_result(self) -> Any:
        return HandlerResult(self)


class HandlerResult(Result):
    """A result that a file's own handler reads and writes."""

    def __init__(self, handler: ResultHandler, **named: Any) -> None:
        super().__init__(**named)
        self.handler = handler

    def exists(self, location: str, **named: Any) -> bool:
        try:
            self.handler.read(location.format(**named))
        except Exception:
            return False
        return True

    def read(self, location: str) -> Any:
        new = self.from_value(self.handler.read(location))
        new.location = location
        return new

    def write(self, value_: Any, **named: Any) -> Any:
        new = self.from_value(value_)
        new.location = self.handler.write(value_)
        return new


class LocalResultHandler(LocalResult):
    """Pickles in files of a folder."""

    def __init__(self, dir: Optional[str] = None, validate: bool = True) -> None:
        super().__init__(dir, validate_dir=validate)


class JSONResultHandler(PrefectResult):
    """The value itself as JSON."""

    def __init__(self) -> None:
        super().__init__(serializer=JSONSerializer())


class ConstantResultHandler(ConstantResult):
    """The value itself."""

    def __init__(self, value: Any) -> None:
        super().__init__(value=value)


class SecretResultHandler(SecretResult):
    """Runs the secret task again."""

    def __init__(self, secret_task: Any) -> None:
        super().__init__(secret_task)


class S3ResultHandler(S3Result):
    """Pickles in a bucket of S3."""

    def __init__(
        self,
        bucket: str,
        aws_credentials_secret: Optional[str] = None,
        boto3_kwargs: Optional[dict[str, Any]] = None,
    ) -> None:
        super().__init__(bucket, boto3_kwargs)
        if aws_credentials_secret:
            self.credentials_secret = aws_credentials_secret


class GCSResultHandler(GCSResult):
    """Pickles in a bucket of Google Cloud Storage."""

    def __init__(
        self, bucket: Optional[str] = None, credentials_secret: Optional[str] = None
    ) -> None:
        super().__init__(bucket)
        self.credentials_secret = credentials_secret or GCS_SECRET


class AzureResultHandler(AzureResult):
    """Pickles in a container of Azure Blob Storage.

    The secret may hold a connection string, or a dictionary with ACCOUNT_NAME and
    ACCOUNT_KEY or SAS_TOKEN.
    """

    def __init__(
        self,
        container: str = "",
        connection_string: Optional[str] = None,
        azure_credentials_secret: str = AZURE_SECRET,
    ) -> None:
        super().__init__(container, connection_string, azure_credentials_secret)

    def url_settings(self) -> dict[str, Any]:
        found = secret_if_known(self.connection_string_secret)
        if self.connection_string or not isinstance(found, dict):
            return super().url_settings()
        names = ("account_name", "account_key", "sas_token")
        settings = {name: found.get(name.upper()) for name in names}
        return {name: item for name, item in settings.items() if item}


class PandasResultHandler(LocalResult):
    """A data frame in one file; its type is the file name's ending if not given."""

    def __init__(
        self,
        path: str,
        file_type: Optional[str] = None,
        read_kwargs: Optional[dict[str, Any]] = None,
        write_kwargs: Optional[dict[str, Any]] = None,
    ) -> None:
        ending = file_type or path.rpartition(".")[2]
        serializer = PandasSerializer(ending, read_kwargs, write_kwargs)
        super().__init__("", validate_dir=False, location=path, serializer=serializer)
