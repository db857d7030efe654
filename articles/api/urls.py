"""The addresses of the API, as the original site had them."""

from django.urls import path, re_path

from articles.api import views

app_name = "api"

urlpatterns = [
    path("news/index.json", views.news, name="news"),
    path("news/page/<str:number>/index.json", views.news, name="news_page"),
    path("news/<slug:slug>/index.json", views.named, name="named"),
    path("news/<slug:slug>/page/<str:number>/index.json", views.topic_news, name="topic_news"),
    path("topics/index.json", views.topics, name="topics"),
    path("openapi.json", views.description, name="openapi"),
    re_path(r"^[\s\S]*$", views.nothing, name="nothing"),
]
