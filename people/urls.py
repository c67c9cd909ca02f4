"""Which address belongs to which feature of people?"""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("people.accounts.urls")),
    path("audit/", include("people.audit.urls")),
    path("charter/", include("people.charter.urls")),
    path("decisions/", include("people.decisions.urls")),
    path("duties/", include("people.duties.urls")),
    path("people/import/", include("people.imports.urls")),
    path("people/", include("people.directory.urls")),
    path("assessments/", include("people.assessments.urls")),
    path("roles/", include("people.roles.urls")),
    path("ladders/", include("people.ladders.urls")),
    path("tracks/", include("people.tracks.urls")),
    path("notifications/", include("people.notifications.urls")),
]
