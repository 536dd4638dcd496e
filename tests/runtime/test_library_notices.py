"""Tasks and state handlers that send messages, to real servers on loopback."""

import email
import smtplib
import urllib.error
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.context.context import context_entered
from flowc.runtime.library.notifications import EmailTask, SlackTask
from flowc.runtime.library.state_notifiers import (
    callback_factory,
    gmail_notifier,
    slack_notifier,
)
from flowc.runtime.states.states import Failed, Running, State, Success

from tests.runtime.servers import mail_server, web_server


def entered(secrets: dict[str, str]) -> Any:
    """A context manager: a context with these secrets."""
    return context_entered({"secrets": secrets})


def parts_of(mail: dict[str, Any]) -> Any:
    return email.message_from_string(mail["data"])


class Watched:
    """What a state handler is given: a task or a flow, of which it reads the name."""

    name = "nightly"


def test_a_slack_task_posts_its_message() -> None:
    with web_server() as (url, posted):
        with entered({"SLACK_WEBHOOK_URL": url, "OTHER": url}):
            SlackTask("hello").run()
            SlackTask().run(message={"blocks": []})
            SlackTask(webhook_secret="OTHER").run(message="again")
        SlackTask(webhook_secret="NONE").run(message="direct", webhook_url=url)
    texts = [{"text": "hello"}, {"blocks": []}, {"text": "again"}, {"text": "direct"}]
    assert posted == texts


def test_a_slack_task_fails_where_slack_refuses() -> None:
    with web_server(status=404) as (url, _), pytest.raises(urllib.error.HTTPError):
        SlackTask("hello").run(webhook_url=url)
    with pytest.raises(ValueError, match='Secret "SLACK_WEBHOOK_URL" was not found'):
        SlackTask("hello").run()


def test_an_email_has_its_parts_and_addressees(tmp_path: Path) -> None:
    data = tmp_path / "data.bin"
    data.write_bytes(b"\x00\x01")
    with mail_server() as (port, mails):
        EmailTask(
            subject="Grüße",
            msg="<b>html</b>",
            msg_plain="plain",
            email_to="a@b.c",
            email_to_cc="d@e.f",
            email_to_bcc="hidden@g.h",
            smtp_server="127.0.0.1",
            smtp_port=port,
            smtp_type="INSECURE",
            attachments=[str(data)],
        ).run()
        task = EmailTask(smtp_server="127.0.0.1", smtp_type="INSECURE")
        task.run(smtp_port=port, email_to="x@y.z", msg="m", subject=None)
    mail = parts_of(mails[0])
    assert sorted(mails[0]["to"]) == ["a@b.c", "d@e.f", "hidden@g.h"]
    assert mail["Cc"] == "d@e.f" and "Bcc" not in mail
    assert mail["From"] == "notifications@prefect.io"
    assert str(make_header(decode_header(mail["Subject"]))) == "Grüße"
    plain, html, attached = mail.get_payload()
    assert plain.get_payload(decode=True) == b"plain"
    assert html.get_content_type() == "text/html"
    assert attached.get_filename() == "data.bin"
    assert attached.get_payload(decode=True) == b"\x00\x01"
    assert mails[1]["to"] == ["x@y.z"] and "AUTH" not in mails[1]["commands"]


def test_an_email_needs_an_account_and_a_kind_of_server() -> None:
    with pytest.raises(ValueError, match='Secret "EMAIL_USERNAME" was not found'):
        EmailTask(email_to="a@b.c").run()
    secrets = {"EMAIL_USERNAME": "me", "EMAIL_PASSWORD": "x"}
    with (
        entered(secrets),
        pytest.raises(ValueError, match="PLAIN"),
    ):
        EmailTask(email_to="a@b.c", smtp_type="PLAIN").run()


def test_a_refused_email_fails_the_task() -> None:
    with mail_server(refusing="MAIL") as (port, mails):
        task = EmailTask(
            smtp_server="127.0.0.1",
            smtp_port=port,
            smtp_type="INSECURE",
            email_to="a@b.c",
        )
        with pytest.raises(smtplib.SMTPException):
            task.run()
    assert mails == []


def test_slack_is_told_of_the_states_that_are_chosen() -> None:
    old = State()
    handlers = (
        slack_notifier,
        slack_notifier(),
        slack_notifier(only_states=[Failed]),
        slack_notifier(only_states=[Success])(ignore_states=[Running]),
        slack_notifier(ignore_states=[Failed]),
    )
    with web_server() as (url, posted), entered({"SLACK_WEBHOOK_URL": url}):
        for handler in handlers:
            new = Failed("it broke", result=ValueError("bad"))
            assert handler(Watched(), old, new) is new
        good = Success("ok")
        slack_notifier(tracked_obj=Watched(), old_state=old, new_state=good)
    assert len(posted) == 4
    (attachment,) = posted[0]["attachments"]
    assert attachment["title"] == "Failed" and attachment["color"] == Failed.color
    assert attachment["text"] == "nightly is now in a Failed state"
    assert attachment["fields"][0]["value"] == "```ValueError('bad')```"
    assert posted[3]["attachments"][0]["fields"][0]["value"] == "ok"


def test_a_notifier_refuses_what_it_does_not_know_and_travels() -> None:
    with pytest.raises(TypeError, match="nonsense"):
        slack_notifier(nonsense=1)
    handler = cloudpickle.loads(cloudpickle.dumps(slack_notifier(only_states=[Failed])))
    assert handler(Watched(), State(), Success()).is_successful()


def test_a_notifier_fails_where_slack_does() -> None:
    with web_server(status=500) as (url, _):
        secrets = {"HOOK": url}
        handler = slack_notifier(webhook_secret="HOOK")
        with entered(secrets), pytest.raises(ValueError, match="500"):
            handler(Watched(), State(), Failed())


def test_gmail_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(smtplib.SMTP):
        """Goes to the test's server instead, which knows no log-in."""

        def __init__(self, host: str, port: int) -> None:
            assert (host, port) == ("smtp.gmail.com", 465)
            super().__init__("127.0.0.1", where)

        def login(self, *account: Any, **named: Any) -> Any:
            assert account == ("me@b.c", "secret")

    monkeypatch.setattr(smtplib, "SMTP_SSL", Plain)
    secrets = {"EMAIL_USERNAME": "me@b.c", "EMAIL_PASSWORD": "secret"}
    with mail_server() as (where, mails), entered(secrets):
        gmail_notifier(ignore_states=[Running])(Watched(), State(), Failed("a < b"))
        gmail_notifier(ignore_states=[Running])(Watched(), State(), Running())
    assert [mail["to"] for mail in mails] == [["me@b.c"]]
    plain, html = parts_of(mails[0]).get_payload()
    assert "nightly is now in a Failed state" in plain.get_payload()
    assert "a &lt; b" in html.get_payload() and Failed.color in html.get_payload()
    with (
        mail_server(refusing="MAIL") as (where, _),
        entered(secrets),
        pytest.raises(ValueError, match="Email notification for"),
    ):
        gmail_notifier(Watched(), State(), Failed("x"))


def test_callbacks() -> None:
    told: list[Any] = []
    handler = callback_factory(
        lambda obj, state: told.append((obj, state)), lambda state: state.is_failed()
    )
    good, bad = Success(), Failed()
    assert handler("task", State(), good) is good
    assert handler("task", State(), bad) is bad
    assert told == [("task", bad)]
