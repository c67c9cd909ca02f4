"""Which address belongs to which feature of training?"""

from django.urls import include, path

urlpatterns = [
    path("", include("training.home.urls")),
    path("trials/", include("training.trials.urls")),
    path("one-on-ones/", include("training.one_on_ones.urls")),
    path("choices/", include("training.choices.urls")),
    path("mentoring/", include("training.mentoring.urls")),
    path("learning/", include("training.curricula.urls")),
]
