"""Tasks that send messages: `SlackTask` and `EmailTask`, with Python's own library."""

import json
import os
import smtplib
import ssl
import urllib.request
from collections.abc import Sequence
from email import encoders
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any, Optional, Union

from ..authoring.function_tasks import attribute_defaults
from ..authoring.tasks import Task
from .secrets import Secret

SLACK_SECRET = "SLACK_WEBHOOK_URL"


def post_json(url: str, data: Any, proxies: Optional[dict[str, str]] = None) -> None:
    """Post a value as JSON; an OSError of urllib's where that doesn't succeed."""
    request = urllib.request.Request(
        url, json.dumps(data).encode(), {"Content-Type": "application/json"}
    )
    handlers = [urllib.request.ProxyHandler(proxies)] if proxies else []
    with urllib.request.build_opener(*handlers).open(request, timeout=60) as answer:
        answer.read()


class SlackTask(Task):
    """Sends a message, a text or a whole Slack payload, to a Slack webhook.

    Its URL is in the secret that `webhook_secret` names, if a call doesn't give it.
    """

    def __init__(
        self,
        message: Union[str, dict[str, Any], None] = None,
        webhook_secret: str = SLACK_SECRET,
        **named: Any,
    ) -> None:
        self.message = message
        self.webhook_secret = webhook_secret
        super().__init__(**named)

    @attribute_defaults("message", "webhook_secret")
    def run(
        self,
        message: Union[str, dict[str, Any], None] = None,
        webhook_secret: str = SLACK_SECRET,
        webhook_url: Optional[str] = None,
    ) -> None:
        url = webhook_url or Secret(webhook_secret).get()
        post_json(url, message if isinstance(message, dict) else {"text": message})


class EmailTask(Task):
    """Sends an e-mail: `msg` as HTML, `msg_plain` as plain text, files attached.

    `smtp_type` is SSL, STARTTLS or INSECURE; for the first two the secrets
    EMAIL_USERNAME and EMAIL_PASSWORD are needed.
    """

    def __init__(
        self,
        subject: Optional[str] = None,
        msg: Optional[str] = None,
        email_to: Optional[str] = None,
        email_from: str = "notifications@prefect.io",
        smtp_server: str = "smtp.gmail.com",
        smtp_port: int = 465,
        smtp_type: str = "SSL",
        msg_plain: Optional[str] = None,
        email_to_cc: Optional[str] = None,
        email_to_bcc: Optional[str] = None,
        attachments: Optional[list[str]] = None,
        **named: Any,
    ) -> None:
        self.subject = subject
        self.msg = msg
        self.email_to = email_to
        self.email_from = email_from
        self.smtp_server = smtp_server
        self.smtp_port = smtp_port
        self.smtp_type = smtp_type
        self.msg_plain = msg_plain
        self.email_to_cc = email_to_cc
        self.email_to_bcc = email_to_bcc
        self.attachments = attachments or []
        super().__init__(**named)

    @attribute_defaults(
        "subject",
        "msg",
        "email_to",
        "email_from",
        "smtp_server",
        "smtp_port",
        "smtp_type",
        "msg_plain",
        "email_to_cc",
        "email_to_bcc",
        "attachments",
    )
    def run(
        self,
        subject: Optional[str] = None,
        msg: Optional[str] = None,
        email_to: Optional[str] = None,
        email_from: Optional[str] = None,
        smtp_server: str = "",
        smtp_port: int = 0,
        smtp_type: str = "SSL",
        msg_plain: Optional[str] = None,
        email_to_cc: Optional[str] = None,
        email_to_bcc: Optional[str] = None,
        attachments: Optional[list[str]] = None,
    ) -> None:
        account = None if smtp_type == "INSECURE" else email_account()
        headers = {
            "Subject": subject,
            "From": email_from,
            "To": email_to,
            "Cc": email_to_cc,
            "Bcc": email_to_bcc,
        }
        message = composed_mail(headers, msg_plain, msg, attachments or [])
        server = mail_server(smtp_server, smtp_port, smtp_type)
        try:
            if account:
                server.login(*account)
            server.send_message(message)
        finally:
            server.quit()


def email_account() -> tuple[str, str]:
    """The user name and password of the account that sends, from their secrets."""
    return Secret("EMAIL_USERNAME").get(), Secret("EMAIL_PASSWORD").get()


def mail_server(host: str, port: int, kind: str) -> smtplib.SMTP:
    """A connection to a mail server, over TLS unless it is to be insecure."""
    if kind == "INSECURE":
        return smtplib.SMTP(host, port)
    if kind == "SSL":
        return smtplib.SMTP_SSL(host, port, context=ssl.create_default_context())
    if kind != "STARTTLS":
        raise ValueError(f"{kind} is an unsupported value for smtp_type.")
    server = smtplib.SMTP(host, port)
    server.starttls(context=ssl.create_default_context())
    return server


def composed_mail(
    headers: dict[str, Optional[str]],
    plain: Optional[str],
    html: Optional[str],
    attachments: Sequence[str],
) -> MIMEMultipart:
    """An e-mail with those of its parts that are given; the HTML after the text,
    because programs prefer what comes last."""
    message = MIMEMultipart()
    for name, text in headers.items():
        if text is not None:
            message[name] = text
    for text, kind in ((plain, "plain"), (html, "html")):
        if text:
            message.attach(MIMEText(text, kind))
    for path in attachments:
        message.attach(attached_file(path))
    return message


def attached_file(path: str) -> MIMEBase:
    part = MIMEBase("application", "octet-stream")
    with open(path, "rb") as file:
        part.set_payload(file.read())
    encoders.encode_base64(part)
    part.add_header(
        "Content-Disposition", "attachment", filename=os.path.basename(path)
    )
    return part
