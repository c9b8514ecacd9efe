"""What a client is told that asks for something else than the standard offers."""

from http import HTTPStatus


class NotServed(Exception):
    """A request that gets *status* and a plain sentence for the client's developer."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(status, text)
        self.status = status
        self.text = text


def malformed(text: str) -> NotServed:
    return NotServed(HTTPStatus.BAD_REQUEST, text)
