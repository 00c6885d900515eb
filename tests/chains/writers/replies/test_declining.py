import pytest

from precis.chains.writers.replies.citations import Cited
from precis.chains.writers.replies.declining import declines
from precis.chains.writers.replies.reading import read_reply
from tests.growth import is_in_proportion

QUESTION = "Who built the town library of Marsh End?"
SHOWN = (
    "The town library of Marsh End opened in 1932.",
    "It was built by Nora Finch, an architect from the coast.",
    "The passages in the cellar are not lit, and the documents kept there were not signed.",
    "Visitors may not take maps home.",
)


def declined(reply: str) -> bool:
    return declines(reply, read_reply(reply, SHOWN), QUESTION, SHOWN)


@pytest.mark.parametrize(
    "reply",
    [
        "The documents do not say.",
        "The documents do not say. [0]",
        "Die Unterlagen nennen den Baumeister nicht. [0]",
        "The passages do not answer the question.",
        "The provided text doesn't mention who built the library [1][2].",
        "I cannot answer this question based on the given passages.",
        "I'm sorry, but there is no information about the builder in the context.",
        "I don't know.",
        "Not mentioned.",
        "Unknown",
        "N/A",
        "None of the passages states who built the town library.",
        "Unfortunately, the excerpts provided are insufficient to determine who built it.",
        "The answer to this question cannot be found in the documents. They only give its name.",
        "**The text does not specify this.**",
        "Der Text enthält keine Angaben dazu.",
        "Die Passagen beantworten die Frage nicht.",
        "Les passages ne répondent pas à la question.",
        "Les documents ne précisent pas qui l'a construite.",
        "Los documentos no dicen quién la construyó.",
        "Los pasajes no responden a la pregunta.",
        "I documenti non lo dicono.",
        "Il testo non menziona chi l'ha costruita.",
        "Os documentos não dizem.",
        "De passages geven geen antwoord op de vraag.",
        "Texten nämner inte vem som byggde det.",
        "Teksten siger ikke noget om det.",
        "Dokumenty nie zawierają odpowiedzi na to pytanie.",
        "В документах об этом не говорится.",
        "Тексты не содержат ответа на вопрос.",
        "Belgelerde bu bilgi yok.",
        "文档没有提到是谁建造的。",
        "这些段落没有回答这个问题。",
        "文書には記載がありません。",
        "本文からは分かりません。",
        "문서에는 해당 정보가 없습니다.",
        "النصوص لا تذكر ذلك.",
        '{"answered": false, "answer": []}',
    ],
)
def test_a_reply_that_only_says_that_nothing_answers_declines(reply: str) -> None:
    assert declined(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Nora Finch built it [2].",
        "Nora Finch.",
        "It was built by Nora Finch [2].\nThe documents do not say who paid her.",
        "Nora Finch built it [2]. The passages do not mention her age. [0]",
        "The documents do not name a company, but Nora Finch built it [2].",
        "The documents in the cellar were not signed [3].",
        "Visitors may not take maps home [4].",
        "No.",
        "Yes.",
        "Nicht der Staat, sondern Nora Finch hat sie gebaut [2].",
        "1932",
        '{"answered": true, "answer": [{"text": "Nora Finch built it.", "cites": [2]}]}',
    ],
)
def test_an_answer_is_an_answer_whatever_it_adds(reply: str) -> None:
    assert not declined(reply)


@pytest.mark.parametrize("seed", ["cheese", "not said ", "[1", "[1], ", "[1 ", ", ", "no;", "\n"])
def test_hostile_replies_are_judged_in_proportion_to_their_length(seed: str) -> None:
    cited = [Cited("It was built by Nora Finch.", (2,))]
    assert is_in_proportion(lambda text: declines(text, cited, QUESTION, SHOWN), seed, 60_000)
