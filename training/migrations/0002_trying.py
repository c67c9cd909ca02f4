import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_search'),
        ('training', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrialPreset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, unique=True)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='PresetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('preset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='training.trialpreset')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=80)),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('review_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('check_ins', models.JSONField(default=list)),
                ('extension_days', models.PositiveSmallIntegerField(default=0)),
                ('conditions', models.JSONField(default=list)),
                ('span_from', models.PositiveSmallIntegerField(default=2)),
                ('span_to', models.PositiveSmallIntegerField(default=4)),
                ('span_warning', models.PositiveSmallIntegerField(default=6)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['preset', '-number'],
                'constraints': [models.UniqueConstraint(fields=('preset', 'number'), name='preset_version_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('days', None), ('review_days__isnull', False)), models.Q(('days__isnull', False), ('review_days', None)), _connector='OR'), name='preset_ends_or_is_reviewed'), models.CheckConstraint(condition=models.Q(('span_from__lte', models.F('span_to')), ('span_to__lte', models.F('span_warning'))), name='preset_span_in_order')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='LookBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='look_backs', to='training.trial')),
                ('month', models.PositiveSmallIntegerField()),
                ('content', models.BinaryField()),
                ('written_on', models.DateField()),
            ],
            options={
                'ordering': ['month'],
                'constraints': [models.UniqueConstraint(fields=('trial', 'month'), name='look_back_once_a_month'), models.CheckConstraint(condition=models.Q(('month__in', (6, 12, 18))), name='look_back_in_its_months')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='PackagePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='package', to='training.trial')),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('mentor', 'Coach or mentor'), ('peer_group', 'Peer group'), ('protected_time', 'Protected time'), ('technical_time', 'Technical time')], max_length=20)),
                ('what', models.CharField(blank=True, max_length=300)),
                ('there_on', models.DateField(blank=True, null=True)),
                ('there_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('waived_on', models.DateField(blank=True, null=True)),
                ('waived_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('waived_reason', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('trial', 'kind'), name='package_part_once'), models.CheckConstraint(condition=models.Q(('waived_on', None), models.Q(('waived_reason', ''), _negated=True), _connector='OR'), name='package_part_waived_in_writing')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pulses', to='training.trial')),
                ('month', models.PositiveSmallIntegerField()),
                ('content', models.BinaryField()),
                ('written_on', models.DateField()),
            ],
            options={
                'ordering': ['month'],
                'constraints': [models.UniqueConstraint(fields=('trial', 'month'), name='pulse_once_a_month')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='PulseShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pulse_share', to='training.trial')),
                ('since', models.DateField()),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='ReturnPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='return_plan', to='training.trial')),
                ('refresh', models.TextField()),
                ('hand_over', models.TextField()),
                ('telling', models.TextField()),
                ('first_90', models.TextField()),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='ReviewHalf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_halves', to='training.trial')),
                ('role', models.CharField(choices=[('candidate', 'Candidate'), ('sponsor', 'Sponsor'), ('hr', 'HR')], max_length=10)),
                ('content', models.BinaryField()),
                ('written_on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('trial', 'role'), name='review_half_once_per_side'), models.CheckConstraint(condition=models.Q(('role__in', ('candidate', 'sponsor'))), name='review_half_of_two_sides')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='RoleSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sheet', to='training.trial')),
                ('starts', models.TextField()),
                ('stays', models.TextField()),
                ('stops', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('candidate_signed_at', models.DateTimeField(blank=True, null=True)),
                ('sponsor_signed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='StayTalk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stay_talks', to='training.trial')),
                ('month', models.PositiveSmallIntegerField()),
                ('held_on', models.DateField()),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee')),
                ('content', models.BinaryField()),
            ],
            options={
                'ordering': ['month'],
                'constraints': [models.UniqueConstraint(fields=('trial', 'month'), name='stay_talk_once_a_month'), models.CheckConstraint(condition=models.Q(('month__in', (6, 9, 12, 15, 18))), name='stay_talk_in_its_months')],
                'indexes': [],
            },
        ),
        migrations.RemoveConstraint(
            model_name='contract',
            name='contract_ends_after_start',
        ),
        migrations.AddField(
            model_name='checkin',
            name='form',
            field=models.CharField(default='usual', max_length=10),
        ),
        migrations.AddField(
            model_name='contract',
            name='coach',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee'),
        ),
        migrations.AddField(
            model_name='contract',
            name='peer_group',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='contract',
            name='technical_hours',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='evidence',
            name='witness',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee'),
        ),
        migrations.AlterField(
            model_name='contract',
            name='ends_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='seen_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='contract',
            name='preset',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.presetversion'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='contract_ends_after_start'),
        ),
    ]
