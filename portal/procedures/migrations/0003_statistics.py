
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal_sites', '0002_network_group'),
        ('procedures', '0002_ratings_and_service_facets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(max_length=16, unique=True, verbose_name='beginning')),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(help_text='Which system uses it.', max_length=120, verbose_name='name')),
                ('scope', models.CharField(choices=[('statistics.write', 'Send statistics of services')], max_length=20, verbose_name='may')),
                ('created_at', models.DateTimeField(verbose_name='made at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='last used at')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='portal_sites.administrativeunit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StatisticsUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255)),
                ('content', models.BinaryField()),
                ('uploaded_at', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'uploaded statistics',
                'verbose_name_plural': 'uploaded statistics',
            },
        ),
        migrations.CreateModel(
            name='ServiceStatistics',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('as_of', models.DateField(verbose_name='until')),
                ('received_total', models.PositiveIntegerField(verbose_name='received, all ways')),
                ('received_online', models.PositiveIntegerField(verbose_name='received online')),
                ('resolved_online', models.PositiveIntegerField(verbose_name='resolved online')),
                ('on_time_online', models.PositiveIntegerField(verbose_name='resolved online on time')),
                ('very_satisfied', models.PositiveIntegerField(blank=True, null=True, verbose_name='very satisfied')),
                ('satisfied', models.PositiveIntegerField(blank=True, null=True, verbose_name='satisfied')),
                ('not_satisfied', models.PositiveIntegerField(blank=True, null=True, verbose_name='not satisfied')),
                ('is_current', models.BooleanField(default=False, verbose_name='current')),
                ('source', models.CharField(max_length=255, verbose_name='source')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statistics', to='procedures.procedure')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='service_statistics', to='portal_sites.administrativeunit')),
            ],
            options={
                'verbose_name': 'statistics of a service',
                'verbose_name_plural': 'statistics of services',
                'indexes': [models.Index(fields=['unit', 'year', 'is_current'], name='statistics_unit_year')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'procedure', 'as_of'), name='statistics_day_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('unit', 'procedure', 'year'), name='statistics_current_once'), models.CheckConstraint(condition=models.Q(('on_time_online__lte', models.F('resolved_online')), ('resolved_online__lte', models.F('received_online')), ('received_online__lte', models.F('received_total'))), name='statistics_parts_of_a_whole'), models.CheckConstraint(condition=models.Q(models.Q(('not_satisfied', None), ('satisfied', None), ('very_satisfied', None)), models.Q(('not_satisfied__isnull', False), ('satisfied__isnull', False), ('very_satisfied__isnull', False)), _connector='OR'), name='statistics_all_grades_or_none')],
            },
        ),
    ]
