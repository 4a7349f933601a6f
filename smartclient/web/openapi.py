"""The OpenAPI description of the service, made of the table of endpoints and the wire's types."""

from typing import Any, Final

import msgspec

from smartclient.contract.web import wire
from smartclient.contract.web.wire import (
    FAILURE_STATUS,
    MEDIA_TYPE,
    NONCE,
    PAGES_TYPE,
    PROTOCOL,
    SPEAKS,
    Failure,
    Path,
)
from smartclient.web.endpoints import ENDPOINTS, Endpoint

_REFERENCE: Final = "#/components/schemas/{name}"
_PLAIN: Final = {"text/plain": {"schema": {"type": "string"}}}
_NONCE_PATTERN: Final = "^[A-Za-z0-9_-]{16,64}$"


def description() -> dict[str, Any]:
    """The description as OpenAPI 3.1 has it."""
    types = [endpoint.call for endpoint in ENDPOINTS.values()]
    types += [endpoint.answer or endpoint.lines for endpoint in ENDPOINTS.values()]
    types += [wire.Failed, wire.End, wire.Versions, wire.Health]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    of_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, Any] = {
        path: {"post": _operation(endpoint, of_type)} for path, endpoint in ENDPOINTS.items()
    }
    paths |= {path: {"get": page} for path, page in _pages(of_type).items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Smart Client head office",
            "version": str(PROTOCOL),
            "description": wire.__doc__,
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"device": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint, of_type: dict[Any, Any]) -> dict[str, Any]:
    return {
        "operationId": endpoint.path.rpartition("/")[2],
        "summary": endpoint.summary,
        "security": [{"device": []}] if endpoint.needs_credential else [],
        "parameters": [
            {
                "name": NONCE,
                "in": "header",
                "required": True,
                "schema": {"type": "string", "pattern": _NONCE_PATTERN},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {wire.JSON_TYPE: {"schema": of_type[endpoint.call]}},
        },
        "responses": {"200": _success(endpoint, of_type), **_failures(endpoint, of_type)},
    }


def _success(endpoint: Endpoint, of_type: dict[Any, Any]) -> dict[str, Any]:
    if endpoint.lines is None:
        return _response("Done", {MEDIA_TYPE: {"schema": of_type[endpoint.answer]}})
    line = {"anyOf": [of_type[endpoint.lines], of_type[wire.End]]}
    stream = {"type": "string", "description": "JSON objects, one a line", "x-line": line}
    return _response("A stream of lines", {PAGES_TYPE: {"schema": stream}})


def _failures(endpoint: Endpoint, of_type: dict[Any, Any]) -> dict[str, Any]:
    by_status: dict[int, list[Failure]] = {}
    for failure in sorted(endpoint.failures):
        by_status.setdefault(FAILURE_STATUS[failure], []).append(failure)
    responses = {
        str(status): _response(
            ", ".join(failures), {MEDIA_TYPE: {"schema": _failed(failures, of_type)}}
        )
        for status, failures in sorted(by_status.items())
    }
    forbidden = responses.setdefault("403", _response("", {}))
    forbidden["content"] |= _PLAIN
    forbidden["description"] += " (in plain text: the request came from another site)"
    return responses | _unsupported("POST")


def _failed(failures: list[Failure], of_type: dict[Any, Any]) -> dict[str, Any]:
    return {"allOf": [of_type[wire.Failed], {"properties": {"failure": {"enum": failures}}}]}


def _pages(of_type: dict[Any, Any]) -> dict[Path, Any]:
    json = wire.JSON_TYPE
    versions = {MEDIA_TYPE: {"schema": of_type[wire.Versions]}}
    health = {json: {"schema": of_type[wire.Health]}}
    found = {
        Path.VERSIONS: {"200": _response("The versions", versions)},
        Path.HEALTH: {
            "200": _response("It can do its work", health),
            "503": _response("The database can't be reached", health),
        },
        Path.OPENAPI: {"200": _response("This text", {json: {"schema": {"type": "object"}}})},
    }
    refused = {"403": _response("The request came from another site", dict(_PLAIN))}
    return {
        path: {
            "operationId": path.strip("/"),
            "summary": responses["200"]["description"],
            "security": [],
            "responses": responses | refused | _unsupported("GET"),
        }
        for path, responses in found.items()
    }


def _unsupported(method: str) -> dict[str, Any]:
    allow = {"Allow": {"schema": {"type": "string", "const": method}}}
    return {"405": {"description": "Another method", "headers": allow, "content": dict(_PLAIN)}}


def _response(text: str, content: dict[str, Any]) -> dict[str, Any]:
    headers = {
        SPEAKS: {"schema": {"type": "string"}, "description": "The versions of the protocol"},
        NONCE: {"schema": {"type": "string"}, "description": "The request's nonce"},
    }
    return {"description": text, "headers": headers, "content": content}
