"""Settings of the floor: the least Django app on the same database. The bench measures the product against it."""

from transition.settings import *  # noqa: F403

ROOT_URLCONF = "tests.floor_urls"
INSTALLED_APPS = ["people", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
