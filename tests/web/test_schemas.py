"""What the documentation of the API shows is what it gives, field by field."""

import pytest
from pydantic import BaseModel

from precis.chains.evidence import Answer, Claim, Span, Summary
from precis.web.schemas import AnswerShown, Citation, ClaimShown, SummaryShown
from tests.fakes.documents import document

DOCUMENT = document("notes.txt", "Text.")
DOCUMENTS = {DOCUMENT.metadata["id"]: DOCUMENT}
SPAN = Span(document_id=DOCUMENT.metadata["id"], start=0, end=5)
CLAIM = Claim(text="Text.", spans=(SPAN,), support=1.0, supported=True)


@pytest.mark.parametrize(
    ("shown", "given"),
    [
        (ClaimShown, CLAIM.as_json(DOCUMENTS)),
        (Citation, CLAIM.as_json(DOCUMENTS)["citations"][0]),
        (SummaryShown, Summary(claims=(CLAIM,), documents=DOCUMENTS, model="m").as_json()),
        (
            AnswerShown,
            Answer(
                question="Who?", standalone="Who?", claims=(CLAIM,), passages=(),
                documents=DOCUMENTS, model="m",
            ).as_json(),
        ),
    ],
)  # fmt: skip
def test_a_shape_has_the_fields_that_are_given(
    shown: type[BaseModel], given: dict[str, object]
) -> None:
    always = [name for name, field in shown.model_fields.items() if field.is_required()]
    assert always == list(given)
    assert (
        shown.model_validate(given).model_dump(mode="json", exclude_unset=True).keys()
        == given.keys()
    )
