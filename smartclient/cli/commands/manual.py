"""The command that prints the manual."""

from typing import Annotated

import typer

from smartclient.cli.terminal.manual import print_page
from smartclient.documents.manual import Topic, manual_page


def _topic(text: str) -> Topic:
    try:
        return Topic(text.strip().lower())
    except ValueError as error:
        raise typer.BadParameter(
            f"The manual has no page “{text}”. Its pages are {', '.join(Topic)}."
        ) from error


def manual(
    topic: Annotated[
        Topic, typer.Argument(metavar="TOPIC", parser=_topic, help="The page to print.")
    ] = Topic.INDEX,
) -> None:
    """Print a page of the manual.

    Without TOPIC, the list of its pages. What does not go to a terminal is plain Markdown.
    """
    print_page(manual_page(topic))
