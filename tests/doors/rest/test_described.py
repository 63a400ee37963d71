"""The description (OpenAPI 3.1) is true: whatever it allows is taken, whatever comes back is as it says, and no fault.

Requests are made from it at random, well formed and not, by schemathesis.
"""

from __future__ import annotations

import copy
from typing import Any

import httpx
import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from pipeline.domain import Role
from tests.browser.app_server import Served
from tests.doors.rest.conftest import SECONDS, Bearer, client

pytestmark = pytest.mark.xdist_group("rest")

EXAMPLES = 12
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
OPERATIONS = [
    *("health", "status", "list_articles", "add_articles", "upload", "show_article", "read_article", "remove_article"),
    *("list_jobs", "show_job", "search", "ask", "ask_as_stream"),
    *("write_brief", "list_briefs", "show_brief", "export_brief", "verify"),
]
# as a reader: what an editor adds at random would be fetched from the Internet
AS_READER = frozenset({"add_articles"})


@pytest.fixture(scope="module")
def description(served: Served) -> Any:
    with client(served) as nobody:
        return nobody.get("/openapi.json").json()


def test_every_operation_is_described_and_asks_for_a_token(description: Any) -> None:
    operations = {each["operationId"]: each for path in description["paths"].values() for each in path.values()}
    assert sorted(operations) == sorted(OPERATIONS)
    assert {name for name, each in operations.items() if not each.get("security")} == {"health"}
    assert description["openapi"].startswith("3.1.")
    for each in operations.values():
        assert each["summary"]
        for status, response in each["responses"].items():
            assert ("application/problem+json" in response.get("content", {})) == (status >= "400")


def test_a_shape_names_every_field_that_is_given(description: Any, reader: httpx.Client) -> None:
    """A field that came without its shape would be told to nobody."""
    answer = reader.post("/ask", json={"question": "How many people were aboard the Maren Tide?"}).json()
    article = reader.get(f"/articles/{answer['claims'][0]['citations'][0]['article_id']}").json()
    found = reader.post("/search", json={"question": "ferry"}).json()
    verified = reader.post("/verify", json=answer).json()
    brief = reader.post("/briefs", json={"topic": "The sinking of the ferry Maren Tide"}).json()
    assert brief["figures"]
    assert brief["timeline"]
    components = copy.deepcopy(description["components"])
    for schema in components["schemas"].values():
        if schema.get("additionalProperties") is True:
            schema["additionalProperties"] = False
    for name, value in {
        "Answered": answer,
        "Article": article,
        "Searched": found,
        "Verification": verified,
        "Written": brief,
    }.items():
        closed = {"components": components, "$ref": f"#/components/schemas/{name}"}
        jsonschema.Draft202012Validator(closed).validate(value)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_as_it_is_described(served: Served, bearer: Bearer, name: str) -> None:
    token = bearer(Role.READER if name in AS_READER else Role.EDITOR).headers["Authorization"]
    schema = schemathesis.openapi.from_url(f"{served.url}/api/v1/openapi.json", timeout=SECONDS)
    operation = schema.find_operation_by_id(name)
    limits = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    takes_something = any(operation.iter_parameters()) or operation.body
    for mode in GenerationMode if takes_something else (GenerationMode.POSITIVE,):

        @limits
        @given(case=operation.as_strategy(mode))
        def conforms(case: schemathesis.Case) -> None:
            case.call_and_validate(headers={"Authorization": token}, checks=CHECKS, timeout=SECONDS)

        conforms()
