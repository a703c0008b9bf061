"""One at a time on its turn, in the order in which they came; slow work is done off turn."""

import threading

from checklist.turns import Turn, off_turn, on_turn


def waiting_threads(turn: Turn, count: int, act) -> list[threading.Thread]:  # noqa: ANN001
    """Threads that wait for the turn one behind the other."""
    threads = []
    for number in range(count):
        thread = threading.Thread(target=act, args=(number,))
        thread.start()
        while len(turn._waiting) <= number:
            pass
        threads.append(thread)
    return threads


def test_they_have_their_turn_as_they_came():
    turn, order = Turn(), []

    def act(number: int) -> None:
        with on_turn(turn):
            order.append(number)

    turn.take()
    threads = waiting_threads(turn, 5, act)
    assert order == []
    turn.give()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_slow_work_leaves_the_turn_to_others(cast):
    turn, order = Turn(), []
    with on_turn(turn):
        with off_turn():
            other = threading.Thread(target=lambda: order.append("other") if turn.take() is None else None)
            other.start()
            other.join()
            turn.give()
        order.append("back")
    assert order == ["other", "back"]
    turn.take()  # it is free again


def test_where_no_turns_are_kept_it_is_just_done(cast):
    done = []
    with off_turn():
        done.append(True)
    assert done


def test_an_error_gives_the_turn_back(cast):
    turn = Turn()
    for slow in (False, True):
        try:
            with on_turn(turn):
                if slow:
                    with off_turn():
                        raise ValueError
                raise ValueError
        except ValueError:
            pass
    turn.take()
