"""The OpenAPI description of the service, made of the table of endpoints and the wire's types."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from smartclient.contract.web import wire
from smartclient.contract.web.wire import (
    FAILURE_STATUS,
    MEDIA_TYPE,
    NONCE,
    PAGES_TYPE,
    PROTOCOL,
    SNAPSHOT_TYPE,
    SPEAKS,
    Failure,
    Path,
)
from smartclient.web.endpoints import ENDPOINTS, OF_A_DEVICE, SNAPSHOT_PATH, Endpoint

_REFERENCE: Final = "#/components/schemas/{name}"
_PLAIN: Final = {"text/plain": {"schema": {"type": "string"}}}
_NONCE_PARAMETER: Final = {
    "name": NONCE,
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
}


def description() -> dict[str, Any]:
    """The description as OpenAPI 3.1 has it."""
    types = [endpoint.call for endpoint in ENDPOINTS.values()]
    types += [endpoint.answer or endpoint.lines for endpoint in ENDPOINTS.values()]
    types += [wire.Failed, wire.End, wire.Versions, wire.Health, wire.SnapshotList]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    of_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, Any] = {
        path: {"post": _operation(endpoint, of_type)} for path, endpoint in ENDPOINTS.items()
    }
    paths |= {path: {"get": page} for path, page in _pages(of_type).items()}
    paths |= {path: {"get": got} for path, got in _snapshots(of_type).items()}
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
        "parameters": [_NONCE_PARAMETER],
        "requestBody": {
            "required": True,
            "content": {wire.JSON_TYPE: {"schema": of_type[endpoint.call]}},
        },
        "responses": {"200": _success(endpoint, of_type), **_failures(endpoint.failures, of_type)}
        | _unsupported("POST"),
    }


def _success(endpoint: Endpoint, of_type: dict[Any, Any]) -> dict[str, Any]:
    if endpoint.lines is None:
        return _response("Done", {MEDIA_TYPE: {"schema": of_type[endpoint.answer]}})
    line = {"anyOf": [of_type[endpoint.lines], of_type[wire.End]]}
    stream = {"type": "string", "description": "JSON objects, one a line", "x-line": line}
    return _response("A stream of lines", {PAGES_TYPE: {"schema": stream}})


def _failures(failures: Iterable[Failure], of_type: dict[Any, Any]) -> dict[str, Any]:
    by_status: dict[int, list[Failure]] = {}
    for failure in sorted(failures):
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
    return responses


def _snapshots(of_type: dict[Any, Any]) -> dict[str, Any]:
    """The list of snapshots, and the file of one."""
    bytes_of_it = {SNAPSHOT_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    listed = _response("The snapshots", {MEDIA_TYPE: {"schema": of_type[wire.SnapshotList]}})
    whole, part = _response("The file", bytes_of_it), _response("A range of it", bytes_of_it)
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    wanted = {"name": "Range", "in": "header", "schema": {"type": "string"}}
    gone = {Failure.NO_SNAPSHOT, Failure.NO_SUCH_RANGE}
    return {
        path: {
            "operationId": operation,
            "summary": responses["200"]["description"],
            "security": [{"device": []}],
            "parameters": [_NONCE_PARAMETER, *parameters],
            "responses": responses
            | _failures(OF_A_DEVICE | failures, of_type)
            | _unsupported("GET"),
        }
        for path, operation, parameters, failures, responses in (
            (Path.SNAPSHOTS, "snapshots", [], set(), {"200": listed}),
            (SNAPSHOT_PATH, "snapshot", [name, wanted], gone, {"200": whole, "206": part}),
        )
    }


def _failed(failures: list[Failure], of_type: dict[Any, Any]) -> dict[str, Any]:
    return {"allOf": [of_type[wire.Failed], {"properties": {"failure": {"enum": failures}}}]}


def _pages(of_type: dict[Any, Any]) -> dict[Path, Any]:
    json = wire.JSON_TYPE
    versions = {MEDIA_TYPE: {"schema": of_type[wire.Versions]}}
    health = {json: {"schema": of_type[wire.Health]}}
    page, script = _text_of("text/html"), _text_of("text/javascript")
    found = {
        Path.ORDER_PAD: {"200": _response("The order pad", page)},
        Path.SERVICE_WORKER: {"200": _response("The service worker of the order pad", script)},
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
            "operationId": path.strip("/") or "order-pad",
            "summary": responses["200"]["description"],
            "security": [],
            "responses": responses | refused | _unsupported("GET"),
        }
        for path, responses in found.items()
    }


def _text_of(media_type: str) -> dict[str, Any]:
    return {media_type: {"schema": {"type": "string"}}}


def _unsupported(method: str) -> dict[str, Any]:
    allow = {"Allow": {"schema": {"type": "string", "const": method}}}
    return {"405": {"description": "Another method", "headers": allow, "content": dict(_PLAIN)}}


def _response(text: str, content: dict[str, Any]) -> dict[str, Any]:
    headers = {
        SPEAKS: {"schema": {"type": "string"}, "description": "The versions of the protocol"},
        NONCE: {"schema": {"type": "string"}, "description": "The request's nonce"},
    }
    return {"description": text, "headers": headers, "content": content}
