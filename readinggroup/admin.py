from django.contrib import admin

admin.site.site_header = "The organizers’ desk"
admin.site.site_title = "Organizers"
admin.site.index_title = "What would you like to edit?"
admin.site.empty_value_display = "–"
# The front page lists all there is; a second list beside each form takes the room that the form needs.
admin.site.enable_nav_sidebar = False
