"""State handlers that tell people of new states: callbacks, Slack and Gmail."""

import functools
import inspect
import smtplib
from collections.abc import Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from typing import Any, Callable, Optional

from .notifications import SLACK_SECRET, email_account, post_json
from .secrets import Secret

NOTICE_SENDER = "notifications@prefect.io"


def callback_factory(
    fn: Callable[[Any, Any], Any], check: Callable[[Any], bool]
) -> Callable[[Any, Any, Any], Any]:
    """A state handler that calls `fn(task_or_flow, state)` where `check(state)`."""

    def state_handler(obj: Any, old_state: Any, new_state: Any) -> Any:
        if check(new_state) is True:
            fn(obj, new_state)
        return new_state

    return state_handler


def curried(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that, called with some of its arguments, waits for the others."""

    @functools.wraps(function)
    def waiting(*given: Any, **named: Any) -> Any:
        signature = inspect.signature(function)
        try:
            signature.bind(*given, **named)
        except TypeError:
            signature.bind_partial(*given, **named)
            return functools.partial(waiting, *given, **named)
        return function(*given, **named)

    return waiting


@curried
def slack_notifier(
    tracked_obj: Any,
    old_state: Any,
    new_state: Any,
    ignore_states: Optional[Sequence[type]] = None,
    only_states: Optional[Sequence[type]] = None,
    webhook_secret: Optional[str] = None,
    backend_info: bool = True,
    proxies: Optional[dict[str, str]] = None,
) -> Any:
    """A state handler that tells Slack of each new state, or of those chosen.

    The webhook's URL is in the secret SLACK_WEBHOOK_URL, or the one that is named.
    ValueError if Slack doesn't take the message.
    """
    if is_wanted(new_state, ignore_states, only_states):
        url = Secret(webhook_secret or SLACK_SECRET).get()
        try:
            post_json(url, slack_message_formatter(tracked_obj, new_state), proxies)
        except OSError as error:
            raise ValueError(
                f"Slack notification for {tracked_obj} failed: {error}"
            ) from error
    return new_state


@curried
def gmail_notifier(
    tracked_obj: Any,
    old_state: Any,
    new_state: Any,
    ignore_states: Optional[Sequence[type]] = None,
    only_states: Optional[Sequence[type]] = None,
) -> Any:
    """A state handler that mails each new state, or those chosen, through Gmail.

    The account, which is also the addressee, is in the secrets EMAIL_USERNAME and
    EMAIL_PASSWORD. ValueError if the mail cannot be sent.
    """
    if is_wanted(new_state, ignore_states, only_states):
        username, password = email_account()
        text = email_notice(tracked_obj, new_state, username)
        server = smtplib.SMTP_SSL("smtp.gmail.com", 465)
        try:
            server.login(username, password)
            server.sendmail(NOTICE_SENDER, username, text)
        except (OSError, smtplib.SMTPException) as error:
            raise ValueError(
                f"Email notification for {tracked_obj} failed: {error}"
            ) from error
        finally:
            server.quit()
    return new_state


def is_wanted(
    state: Any,
    ignore_states: Optional[Sequence[type]],
    only_states: Optional[Sequence[type]],
) -> bool:
    if isinstance(state, tuple(ignore_states or ())):
        return False
    return not only_states or isinstance(state, tuple(only_states))


def notice_detail(state: Any) -> Any:
    """What a notice says of a state: its exception, or else its message."""
    failed = isinstance(state.result, Exception)
    return repr(state.result) if failed else state.message


def slack_message_formatter(
    tracked_obj: Any, state: Any, backend_info: bool = True
) -> dict[str, Any]:
    """The payload for Slack. There is no server whose pages it could link to."""
    kind, detail = type(state).__name__, notice_detail(state)
    if isinstance(state.result, Exception):
        detail = f"```{detail}```"
    fields = [{"title": "Message", "value": detail, "short": False}]
    attachment = {
        "fallback": "State change notification",
        "color": state.color,
        "author_name": "Prefect",
        "title": kind,
        "fields": [] if detail is None else fields,
        "text": f"{tracked_obj.name} is now in a {kind} state",
        "footer": "Prefect notification",
    }
    return {"attachments": [attachment]}


def email_notice(tracked_obj: Any, state: Any, email_to: str) -> str:
    """The text of a mail about a new state, as plain text and as HTML."""
    kind, detail = type(state).__name__, str(notice_detail(state))
    plain = f"{tracked_obj.name} is now in a {kind} state\n\nMessage: {detail}\n"
    html = (
        f'<p style="border-left: 2px solid {state.color}; padding-left: 6px">'
        f'<b>{escape(tracked_obj.name)}</b> is now in a <b style="color: '
        f'{state.color}">{kind}</b> state<br><br>Message: {escape(detail)}</p>'
    )
    mail = MIMEMultipart("alternative")
    mail["Subject"] = f"Prefect state change notification for {tracked_obj.name}"
    mail["From"], mail["To"] = NOTICE_SENDER, email_to
    mail.attach(MIMEText(plain, "plain"))
    mail.attach(MIMEText(html, "html"))
    return mail.as_string()
