"""Which address opens which view?"""

from django.urls import path

from training.one_on_ones import bank_views, course_views, handover_views, views

app_name = "one_on_ones"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("with/<int:pk>/", views.begin, name="begin"),
    path("<int:pk>/", views.series, name="series"),
    path("<int:pk>/rhythm/", views.rhythm, name="rhythm"),
    path("<int:pk>/agenda/", views.add_to_agenda, name="add_to_agenda"),
    path("<int:pk>/promises/", views.promise, name="promise"),
    path("<int:pk>/end/", views.end, name="end"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/log/", views.log, name="log"),
    path("meetings/<int:pk>/move/", views.move, name="move"),
    path("meetings/<int:pk>/without/", views.without, name="without"),
    path("meetings/<int:pk>/private/", views.private, name="private"),
    path("meetings/<int:pk>/agenda/", views.agenda, name="agenda"),
    path("agenda/<int:pk>/", views.change, name="change"),
    path("agenda/<int:pk>/shift/", views.shift, name="shift"),
    path("agenda/<int:pk>/drop/", views.drop, name="drop"),
    path("promises/<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/template/", bank_views.use_template, name="use_template"),
    path("questions/", bank_views.questions, name="questions"),
    path("questions/templates/<str:moment>/", bank_views.template, name="template"),
    path("quick/", views.quick, name="quick"),
    path("questions/export/", bank_views.export_questions, name="export_questions"),
    path("questions/import/", bank_views.import_questions, name="import_questions"),
    path("questions/sources/<int:pk>/remove/", bank_views.remove_source, name="remove_source"),
    path("<int:pk>/handover/", handover_views.handover, name="handover"),
    path("<int:pk>/handover/release/", handover_views.release, name="release"),
    path("<int:pk>/handover/take-back/", handover_views.take_back, name="take_back"),
    path("handovers/<int:pk>/", handover_views.handed_over, name="handed_over"),
    path("<int:pk>/course/", course_views.course, name="course"),
    path("below/", course_views.below, name="below"),
    path("rhythms/", course_views.rhythms, name="rhythms"),
]
