"""Does the house stand?"""


def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/accounts/login/?next=/"


def test_somebody_signed_in_sees_today(signed_in, ines):
    response = signed_in(ines).get("/")
    assert "<h1>Today</h1>" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
