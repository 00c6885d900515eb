import asyncio

from precis.models.calls.concurrency import Pace, piece_of_work


def test_calls_of_earlier_pieces_of_work_go_first() -> None:
    asyncio.run(order_of_calls())


async def order_of_calls() -> None:
    pace, admitted = Pace(1), []

    async def call(piece: int) -> None:
        with piece_of_work(piece):
            async with pace.slot(pace.ticket()):
                admitted.append(piece)

    async with pace.slot(pace.ticket()):
        calls = [asyncio.create_task(call(piece)) for piece in (3, 1, 2, 1)]
        await asyncio.sleep(0.01)
    await asyncio.gather(*calls)
    assert admitted == [1, 1, 2, 3]
