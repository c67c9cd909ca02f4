"""Which address opens which view?"""

from django.urls import path

from people.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.people, name="people"),
    path("csv/", views.people_csv, name="people_csv"),
    path("suggest/", views.suggest, name="suggest"),
    path("org-chart/", views.org_chart, name="org_chart"),
    path("org-chart/csv/", views.org_export, name="org_export"),
    path("without-manager/", views.without_manager, name="without_manager"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/administrator/", views.administrator, name="administrator"),
]
